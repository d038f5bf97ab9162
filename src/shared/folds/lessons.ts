import { lessons } from '../stream/baseline/lessons.ts'
import { predictions } from '../stream/baseline/predictions.ts'
import { run } from '../stream/baseline/run.ts'
import type { Fold } from '../stream/fold.ts'
import type { Judged, Run } from '../stream/judged.ts'
import type { LessonId } from '../course/lesson.ts'
import type { Observation } from '../stream/observation.ts'
import { foldTogether, partFold } from './part-fold.ts'

/** Where the student stands: the verdicts so far, and the run that is under way. */
export interface LessonsView {
  readonly judged: Readonly<Record<LessonId, Judged>>
  readonly run: Run | null
  /** What the student expects of each experiment, by the index of the choice. */
  readonly predictions: Readonly<Record<LessonId, number>>
  /** Why the newest run did not come to its end. */
  readonly problem?: { readonly lesson: LessonId; readonly text: string }
}

const courseFold = foldTogether<Omit<LessonsView, 'problem'>>({
  judged: partFold(lessons),
  run: partFold(run),
  predictions: partFold(predictions),
})

/** Folds the stream into verdicts, predictions and runs. */
export const lessonsFold: Fold<LessonsView> = {
  start: () => courseFold.start(),
  step: (view, observation) => {
    const after = courseFold.step(view, observation)
    const problem = problemAfter(view, observation)
    if (after === view && problem === view.problem) return view
    const { judged, run: current, predictions: expected } = after
    return { judged, run: current, predictions: expected, ...(problem === undefined ? {} : { problem }) }
  },
}

// It is told until the next run begins.
const problemAfter = ({ problem }: LessonsView, observation: Observation): LessonsView['problem'] => {
  if (observation.kind === 'run.began') return undefined
  if (observation.kind !== 'run.ended') return problem
  return observation.problem === undefined ? undefined : { lesson: observation.lesson, text: observation.problem }
}
