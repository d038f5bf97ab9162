import type { Fold } from '../stream/fold.ts'
import type { Judged, LessonId, Run } from '../stream/judged.ts'
import type { ObservationOf } from '../stream/observation.ts'

/** Where the student stands: the verdicts so far, and the run that is under way. */
export interface LessonsView {
  readonly judged: Readonly<Record<LessonId, Judged>>
  readonly run: Run | null
  /** What the student expects of each experiment, by the index of the choice. */
  readonly predictions: Readonly<Record<LessonId, number>>
  /** Why the newest run did not come to its end. */
  readonly problem?: { readonly lesson: LessonId; readonly text: string }
}

/** Folds the stream into verdicts, predictions and runs. */
export const lessonsFold: Fold<LessonsView> = {
  start: () => ({ judged: {}, run: null, predictions: {} }),
  step: (view, observation) => {
    switch (observation.kind) {
      case 'log.began': {
        const { lessons, run, predictions } = observation.baseline
        return { ...view, judged: lessons, run, predictions }
      }
      case 'lesson.judged':
        return { ...view, judged: { ...view.judged, [observation.lesson]: observation.judged } }
      case 'experiment.predicted':
        return { ...view, predictions: predicted(view, observation) }
      case 'run.began':
        return begun(view, observation)
      case 'run.awaits':
        return view.run === null ? view : { ...view, run: { ...view.run, awaits: observation.index } }
      case 'run.stepped':
        return view.run === null ? view : { ...view, run: { ...withoutAwaits(view.run), begun: observation.index + 1 } }
      case 'run.ended':
        return ended(view, observation)
      default:
        return view
    }
  },
}

const predicted = (
  { predictions }: LessonsView,
  { experiment, choice }: ObservationOf<'experiment.predicted'>,
): LessonsView['predictions'] => {
  const { [experiment]: _before, ...others } = predictions
  return choice === undefined ? others : { ...others, [experiment]: choice }
}

const begun = (
  { judged, predictions }: LessonsView,
  { lesson, steps, isByStep }: ObservationOf<'run.began'>,
): LessonsView => ({
  judged,
  predictions,
  run: { lesson, steps, begun: 0, ...(isByStep === undefined ? {} : { isByStep }) },
})

const ended = ({ judged, predictions }: LessonsView, { lesson, problem }: ObservationOf<'run.ended'>): LessonsView => ({
  judged,
  predictions,
  run: null,
  ...(problem === undefined ? {} : { problem: { lesson, text: problem } }),
})

const withoutAwaits = ({ awaits: _answered, ...run }: Run): Run => run
