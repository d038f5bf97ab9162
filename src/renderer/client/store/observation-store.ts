import type { Fold } from '../../../shared/stream/fold.ts'
import type { Observation } from '../../../shared/stream/observation.ts'
import type { Schedule } from './next-frame.ts'

/** The panel's only source of facts: every view, stepped once an observation. */
export interface ObservationStore {
  /** The view of a fold now; the same reference until it changes. The fold must be one of the store's. */
  readonly viewOf: <V>(fold: Fold<V>) => V
  /** Tells when views may have changed: at most once a frame. */
  readonly subscribe: (listener: () => void) => () => void
  readonly append: (batch: readonly Observation[]) => void
}

interface StoreOptions {
  readonly folds: readonly Fold<unknown>[]
  readonly schedule: Schedule
}

/** A store of these folds' views. What is appended between two frames is folded, and told, at once. */
export const createObservationStore = ({ folds, schedule }: StoreOptions): ObservationStore => {
  const views = new Map<Fold<unknown>, unknown>(folds.map((fold) => [fold, fold.start()]))
  const listeners = new Set<() => void>()
  let waiting: Observation[] = []

  const flush = (): void => {
    const batch = waiting
    waiting = []
    for (const [fold, view] of views) {
      let next = view
      for (const observation of batch) next = fold.step(next, observation)
      views.set(fold, next)
    }
    for (const listener of listeners) listener()
  }

  return {
    viewOf: <V>(fold: Fold<V>): V => {
      if (!views.has(fold)) throw new Error('A view was asked for whose fold the store does not step.')
      // What stands under a fold came from its own start and steps.
      return views.get(fold) as V
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    append: (batch) => {
      const isAwaited = waiting.length > 0
      for (const observation of batch) waiting.push(observation)
      if (!isAwaited && batch.length > 0) schedule(flush)
    },
  }
}
