import type { LessonId } from '../../../shared/stream/judged.ts'
import type { FeatureState } from '../../client/services.ts'
import { createLiveValue, type LiveSource } from '../../client/store/live-value.ts'

/** The experiment that is open. */
export interface OpenExperiment {
  readonly id: LessonId
  /** From elsewhere: it comes into view and gets the keyboard. */
  readonly isCalled: boolean
}

/** What of the course is open, beside the points. */
export interface CourseState {
  readonly experiment: OpenExperiment | undefined
  /** Whether the dialog that exports the report is. */
  readonly isReportOpen: boolean
}

/** Nothing is open at first. */
export const courseState: FeatureState<LiveSource<CourseState>> = {
  create: () => createLiveValue<CourseState>({ experiment: undefined, isReportOpen: false }),
}
