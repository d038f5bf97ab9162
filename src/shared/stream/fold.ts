import type { Observation } from './observation.ts'

/**
 * How a view follows from the stream: a start, and a step for each observation.
 * A step may build on the storage of the view that it is given (that one is then used up), but returns
 * a new reference whenever the view changed and the very same one when it did not.
 */
export interface Fold<V> {
  start(): V
  step(view: V, observation: Observation): V
}

/** The view after all of these observations. */
export const foldAll = <V>(fold: Fold<V>, observations: Iterable<Observation>): V => {
  let view = fold.start()
  for (const observation of observations) view = fold.step(view, observation)
  return view
}
