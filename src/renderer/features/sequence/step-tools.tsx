import { sequenceTexts } from './sequence-texts.ts'
import { Button } from 'react-aria-components'
import type { StepsView } from '../../../shared/folds/steps.ts'
import { useCall } from '../../client/use-call.ts'

/** The switch of step mode and, while it is on, what lets the held messages go on. They stay where they are, so that they keep the focus. */
export const StepTools = ({ steps: { isOn, held } }: { readonly steps: StepsView }) => {
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
            {steps.next}
          </Button>
          <Button
            className="button step-button"
            data-is-idle={first === undefined}
            onPress={() => void call('steps.release', {})}
          >
            {steps.releaseAll}
          </Button>
        </>
      ) : null}
    </div>
  )
}
