import { lessonsFold } from '../../shared/folds/lessons.ts'
import { stageFold } from '../../shared/folds/stage.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import { useView } from './use-view.ts'

/** What is on stage. */
export interface OnStage {
  /** The experiment whose stand-ins are in the place of the two browsers. */
  readonly stage: LessonId | undefined
  /** They are about to go: who is seen may be either. */
  readonly isBeingStruck: boolean
}

/** Whether stand-ins are on stage now, and whether everything is being put back. */
export const useStage = (): OnStage => {
  const stage = useView(stageFold) ?? undefined
  const { run } = useView(lessonsFold)
  // The last step of such a run is that it puts everything back.
  const isBeingStruck = stage !== undefined && run?.lesson === stage && run.begun === run.steps.length
  return { stage, isBeingStruck }
}
