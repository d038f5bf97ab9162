import type { Result } from '../../../shared/base/result.ts'
import type { LessonRecord } from '../../../shared/course/record.ts'
import type { StepAction } from '../../../shared/course/step.ts'

/** What a step can know of the run that it belongs to. */
export interface PerformContext {
  /** What was observed since the run began, now. */
  readonly record: () => LessonRecord
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal
}

/** Does one step; done when its effect is there. */
export type Perform = (action: StepAction, context: PerformContext) => Promise<Result<unknown>>
