import { sequenceTexts } from './sequence-texts.ts'
import { Button } from 'react-aria-components'
import type { StepsView } from '../../../shared/folds/steps.ts'
import { useCall } from '../../client/use-call.ts'

interface StepToolsProps {
  readonly steps: StepsView
  /** Which hop of its click the one that is held longest is. */
  readonly place: string | undefined
}

/** The switch of step mode and, while it is on, what lets the held messages go on. They stay where they are, so that they keep the focus. */
export const StepTools = ({ steps: { isOn, held }, place }: StepToolsProps) => {
  const call = useCall()
  const { steps } = sequenceTexts
  const [first] = held
  return (
    <div className="step-tools">
      <button
        type="button"
        role="switch"
        className="step-switch"
        aria-checked={isOn}
        title={steps.hint}
        onClick={() => void call('steps.hold', { isOn: !isOn })}
      >
        <span className="step-switch-track" aria-hidden />
        {steps.hold}
      </button>
      {isOn ? (
        <>
          <Button
            className="button step-button step-next"
            data-is-idle={first === undefined}
            onPress={() => void call('steps.next', first === undefined ? {} : { exchange: first.exchange })}
          >
            {steps.next} <kbd aria-hidden>{steps.nextKey}</kbd>
          </Button>
          <Button
            className="button step-button"
            data-is-idle={first === undefined}
            onPress={() => void call('steps.release', {})}
          >
            {steps.releaseAll} <kbd aria-hidden>{steps.releaseAllKey}</kbd>
          </Button>
          {place === undefined ? null : <b className="step-place">{place}</b>}
        </>
      ) : null}
    </div>
  )
}
