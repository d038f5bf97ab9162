import type { Clock } from '../shared/base/clock.ts'

/** Crashes within a while after which a page is left as it is: one that crashes at once would do so for ever. */
const crashesAtMost = 5
const within = 60_000

/** Says of each crash whether the page may be loaded anew by itself. */
export const createRevivals = (clock: Clock): (() => boolean) => {
  let recent: readonly number[] = []
  return () => {
    const now = clock.now()
    recent = [...recent.filter((at) => now - at < within), now]
    return recent.length <= crashesAtMost
  }
}
