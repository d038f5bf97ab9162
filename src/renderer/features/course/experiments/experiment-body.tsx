import { labFold } from '../../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../../shared/folds/lessons.ts'
import type { Experiment } from '../../../../shared/course/lesson.ts'
import { Prose } from '../../../kit/prose.tsx'
import { useView } from '../../../client/use-view.ts'
import { experimentTexts } from '../experiment-texts.ts'
import { RunSteps } from '../run-steps.tsx'
import { LessonNote } from '../lesson-note.tsx'
import { VerdictReport } from '../verdict-report.tsx'
import { ByHand } from './by-hand.tsx'
import { ExperimentActions } from './experiment-actions.tsx'
import { Outcome } from './outcome.tsx'
import { PredictionField } from './prediction-field.tsx'

/** An open experiment: what many think, what the student expects, what happened, and why. */
export const ExperimentBody = ({ experiment }: { readonly experiment: Experiment }) => {
  const { id, misconception, prediction, needsNative } = experiment
  const lessons = useView(lessonsFold)
  const lab = useView(labFold)
  const judged = lessons.judged[id]
  const isRunning = lessons.run?.lesson === id
  const isDecided = judged !== undefined && judged.verdict.state !== 'pending'
  const isImpossible = needsNative !== undefined && lab.state === 'known' && lab.facts.browsers !== 'native'
  const problem = lessons.problem?.lesson === id ? lessons.problem.text : undefined
  return (
    <div className="point-body">
      <p className="point-look">
        <b>{experimentTexts.misconception}:</b> “<Prose text={misconception} />”
      </p>
      <PredictionField
        experiment={id}
        prediction={prediction}
        chosen={lessons.predictions[id]}
        isDisabled={isDecided || isRunning || isImpossible}
      />
      {isImpossible ? (
        <p className="point-hint">
          {experimentTexts.needsNative} <Prose text={needsNative} />
        </p>
      ) : null}
      {isRunning ? <RunSteps run={lessons.run} note={experimentTexts.stage} /> : null}
      {problem === undefined ? null : (
        <p className="point-problem" role="alert">
          {problem}
        </p>
      )}
      <VerdictReport judged={judged} />
      {judged?.verdict.state === 'passed' ? <Outcome experiment={experiment} chosen={lessons.predictions[id]} /> : null}
      {isImpossible ? null : (
        <ExperimentActions
          experiment={id}
          run={lessons.run}
          isPredicted={lessons.predictions[id] !== undefined}
          isDecided={isDecided}
        />
      )}
      {isImpossible || isRunning || isDecided ? null : <ByHand steps={experiment.steps} />}
      <LessonNote lesson={id} />
    </div>
  )
}
