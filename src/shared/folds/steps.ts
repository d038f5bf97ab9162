import { steps } from '../stream/baseline/steps.ts'
import type { Fold } from '../stream/fold.ts'
import type { HeldHop } from '../stream/steps.ts'
import { partFold } from './part-fold.ts'

/** Whether step mode is on, and the hops that it holds now, longest held first. */
export interface StepsView {
  readonly isOn: boolean
  readonly held: readonly HeldHop[]
}

/** Folds the stream into step mode as it is. */
export const stepsFold: Fold<StepsView> = partFold(steps)
