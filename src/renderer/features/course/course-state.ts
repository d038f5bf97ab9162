import type { LessonId } from '../../../shared/course/lesson.ts'
import { createLiveValue, type LiveSource } from '../../client/store/live-value.ts'

/** The experiment that is open in the Lab. */
export interface OpenExperiment {
  readonly id: LessonId
  /** By a command, from wherever. */
  readonly isCalled: boolean
}

export type OpenExperimentSource = LiveSource<OpenExperiment | undefined>

/** None is open yet. */
export const createOpenExperiment = (): OpenExperimentSource => createLiveValue<OpenExperiment | undefined>(undefined)
