import type { Fold } from '../stream/fold.ts'

/** How far the stream has come: the sequence of its newest observation, 0 before the first. */
export const positionFold: Fold<number> = {
  start: () => 0,
  step: (_position, { sequence }) => sequence,
}
