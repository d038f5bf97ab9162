import type { SessionMode } from '../../stream/changes.ts'
import type { LessonRecord } from '../record.ts'
import {
  byVisitor,
  countedPages,
  countingUp,
  mayBeTwoBrowsers,
  newestEpoch,
  pageEvidence,
  type CountedPage,
} from '../exchange-queries.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

/** Two browsers that count each for itself, in one way of keeping sessions: what points 2 and 8 look for. */
export const checkTwoBrowsers =
  (mode: SessionMode, seen: string) =>
  (record: LessonRecord): Verdict => {
    const pages = countedPages(newestEpoch(record, mode))
    const visitors = byVisitor(pages)
    const counted = visitors.map((ofOne) => countingUp(ofOne, 2)).filter((run) => run.length > 0)
    for (const run of counted.toReversed()) {
      const other = otherBrowser(run, visitors)
      if (other !== undefined)
        return passed(seen, [...run, other].sort((one, next) => one.id - next.id).map(pageEvidence))
    }
    const shared = visitors.map(sharedByTwo).find((two) => two.length > 0)
    if (shared !== undefined) {
      return failedVerdict(
        'Two browsers go on counting one session.',
        'Clear the cookies of one of them, then reload both.',
        shared.map(pageEvidence),
      )
    }
    return pending(
      ['one browser whose count goes up', counted.length > 0],
      ['another one with a count of its own', visitors.length > 1],
    )
  }

// The newest page of somebody else, whose count is another one.
const otherBrowser = (
  run: readonly CountedPage[],
  visitors: readonly (readonly CountedPage[])[],
): CountedPage | undefined => {
  const last = run.at(-1)
  if (last === undefined) return undefined
  return visitors
    .flatMap((ofOne) => ofOne.at(-1) ?? [])
    .find((page) => page.visitor !== last.visitor && page.count !== last.count && mayBeTwoBrowsers(page, last))
}

const sharedByTwo = (pages: readonly CountedPage[]): readonly CountedPage[] => {
  const last = pages.at(-1)
  const other = pages.findLast(({ requested }) => requested.from !== last?.requested.from)
  return last === undefined || other === undefined ? [] : [other, last]
}
