import type { Fold } from '../fold.ts'
import type { Judged, Run } from '../lesson/judged.ts'
import type { LessonId } from '../lesson/lesson.ts'

/** Where the student stands: the verdicts so far, and the run that is under way. */
export interface LessonsView {
  readonly judged: Readonly<Record<LessonId, Judged>>
  readonly run: Run | null
  /** Why the newest run did not come to its end. */
  readonly problem?: { readonly lesson: LessonId; readonly text: string }
}

/** Folds the stream into verdicts and runs. */
export const lessonsFold: Fold<LessonsView> = {
  start: () => ({ judged: {}, run: null }),
  step: (view, observation) => {
    switch (observation.kind) {
      case 'log.began':
        return { ...view, judged: observation.baseline.lessons, run: observation.baseline.run }
      case 'lesson.judged':
        return { ...view, judged: { ...view.judged, [observation.lesson]: observation.judged } }
      case 'run.began':
        return { judged: view.judged, run: { lesson: observation.lesson, steps: observation.steps, begun: 0 } }
      case 'run.stepped':
        return view.run === null ? view : { ...view, run: { ...view.run, begun: observation.index + 1 } }
      case 'run.ended': {
        const { lesson, problem } = observation
        return { judged: view.judged, run: null, ...(problem === undefined ? {} : { problem: { lesson, text: problem } }) }
      }
      default:
        return view
    }
  },
}
