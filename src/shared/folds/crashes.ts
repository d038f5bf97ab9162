import type { Fold } from '../stream/fold.ts'
import type { Crashing } from '../stream/changes.ts'

/** The newest crash of one page. */
export interface Crash {
  readonly of: Crashing
  readonly at: number
  readonly reason: string
  readonly isRevived: boolean
}

/** The newest crash of each page, in the order in which they came. */
export type CrashesView = readonly Crash[]

/** Folds the stream into the crashes that it tells of. What is so now does not hang on them, so a cleared log knows none. */
export const crashesFold: Fold<CrashesView> = {
  start: () => [],
  step: (view, observation) => {
    if (observation.kind === 'log.began') return view.length === 0 ? view : []
    if (observation.kind !== 'page.crashed') return view
    const { of, at, reason, isRevived } = observation
    return [...view.filter((crash) => crash.of !== of), { of, at, reason, isRevived }]
  },
}
