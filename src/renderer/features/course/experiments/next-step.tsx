import { Button } from 'react-aria-components'
import type { Run } from '../../../../shared/stream/judged.ts'
import { Prose } from '../../../kit/prose.tsx'
import { useCall } from '../../../client/use-call.ts'
import { experimentTexts } from '../experiment-texts.ts'

/** The step that a run by steps waits for, and the way to end a run. */
export const NextStep = ({ run }: { readonly run: Run }) => {
  const call = useCall()
  const { steps, awaits } = run
  // The last step puts everything back.
  const isOver = awaits === steps.length - 1
  return (
    <>
      {awaits === undefined ? null : (
        <p role="status">
          {isOver ? (
            experimentTexts.lastLook
          ) : (
            <>
              <b>{experimentTexts.nextStep(awaits + 1, steps.length - 1)}</b> <Prose text={steps[awaits] ?? ''} />
            </>
          )}
        </p>
      )}
      <div className="point-actions">
        {awaits === undefined ? null : (
          <Button className="button primary" onPress={() => void call('run.next', { isDone: false })}>
            {isOver ? experimentTexts.finish : experimentTexts.doStep}
          </Button>
        )}
        {awaits === undefined || isOver ? null : (
          <Button className="button" onPress={() => void call('run.next', { isDone: true })}>
            {experimentTexts.didStep}
          </Button>
        )}
        {isOver ? null : (
          <Button className="button" onPress={() => void call('run.stop', {})}>
            {experimentTexts.stop}
          </Button>
        )}
      </div>
    </>
  )
}
