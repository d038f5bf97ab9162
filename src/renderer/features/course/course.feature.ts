import { exerciseFold } from '../../../shared/folds/exercise.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { reportNoteFold } from '../../../shared/folds/report-note.ts'
import type { Feature } from '../../client/feature.ts'
import { stateOf } from '../../client/services.ts'
import { courseCommands } from './course-commands.ts'
import { courseState } from './course-state.ts'
import { ReportOverlay } from './report/report-overlay.tsx'

/** The course beside the browsers. */
export const courseFeature: Feature = {
  id: 'course',
  needs: 'modeSwitch',
  folds: [lessonsFold, reportNoteFold, exerciseFold, labFold],
  state: courseState,
  commands: courseCommands,
  reveals: {
    // A point is shown by the list of points; an experiment is opened as well.
    lesson: (id, services) => {
      services.preferences.change({ isLabShown: true })
      const course = stateOf(services, courseState)
      course.change({ ...course.current(), experiment: { id, isCalled: true } })
      return true
    },
  },
  Overlay: ReportOverlay,
}
