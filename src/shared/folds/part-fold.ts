import { emptyBaseline, type Baseline } from '../stream/baseline/baseline.ts'
import type { Fold } from '../stream/fold.ts'
import type { Change } from '../stream/changes.ts'

interface FoldedPart<V> {
  open(baseline: Baseline): V
  next(value: V, change: Change): V
}

/** Folds a stream into one part of what is so at its end. */
export const partFold = <V>(part: FoldedPart<V>): Fold<V> => ({
  start: () => part.open(emptyBaseline),
  step: (value, observation) =>
    observation.kind === 'log.began' ? part.open(observation.baseline) : part.next(value, observation),
})

/** One fold of several, whose view has the view of each under its name. */
export const foldTogether = <V extends object>(folds: { readonly [K in keyof V]: Fold<V[K]> }): Fold<V> => {
  const names = Object.keys(folds) as (keyof V)[]
  return {
    start: () => Object.fromEntries(names.map((name) => [name, folds[name].start()])) as V,
    step: (view, observation) => {
      let after = view
      for (const name of names) {
        const value = folds[name].step(view[name], observation)
        if (value !== view[name]) after = { ...after, [name]: value }
      }
      return after
    },
  }
}
