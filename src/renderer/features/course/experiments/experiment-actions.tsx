import { Button } from 'react-aria-components'
import type { Run, LessonId } from '../../../../shared/stream/judged.ts'
import { useCall } from '../../../client/use-call.ts'
import { experimentTexts } from '../experiment-texts.ts'
import { NextStep } from './next-step.tsx'

interface ExperimentActionsProps {
  readonly experiment: LessonId
  /** The run that is under way, of whatever lesson. */
  readonly run: Run | null
  readonly isPredicted: boolean
  readonly isDecided: boolean
}

/** What can be done with an experiment now. */
export const ExperimentActions = ({ experiment, run, isPredicted, isDecided }: ExperimentActionsProps) => {
  const call = useCall()
  if (run?.lesson === experiment) return <NextStep run={run} />
  const isBlocked = run !== null || !(isPredicted || isDecided)
  return (
    <div className="point-actions">
      <Button
        className={`button ${isDecided ? '' : 'primary'}`}
        isDisabled={isBlocked}
        onPress={() => void call('lesson.run', { lesson: experiment })}
      >
        {experimentTexts.run}
      </Button>
      <Button
        className="button"
        isDisabled={isBlocked}
        onPress={() => void call('lesson.run', { lesson: experiment, isByStep: true })}
      >
        {experimentTexts.byStep}
      </Button>
      {isDecided ? (
        <Button
          className="button quiet"
          isDisabled={run !== null}
          onPress={() => void call('lesson.reset', { lesson: experiment })}
        >
          {experimentTexts.reset}
        </Button>
      ) : null}
      {isPredicted || isDecided ? null : <span className="mute">{experimentTexts.predictFirst}</span>}
    </div>
  )
}
