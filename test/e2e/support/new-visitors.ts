import { visit } from './visit.ts'

interface NewVisitors {
  /** Counters over one store; the first visit goes to one of them, the second at once to the next. */
  readonly counters: readonly string[]
  readonly count: number
  /** How many of them come at a time. */
  readonly atOnce?: number
}

/** Lets new visitors come, each of whom makes two visits, and returns what was wrong with those whose session was not kept. */
export const newVisitors = async ({ counters, count, atOnce = 8 }: NewVisitors): Promise<string[]> => {
  const lost: string[] = []
  let come = 0
  const comeInTurn = async (): Promise<void> => {
    while (come < count) {
      const number = (come += 1)
      const at = (offset: number): string => counters[(number + offset) % counters.length] ?? ''
      const first = await visit(at(0))
      const second = await visit(at(1), first.cookie)
      if (first.count !== 1 || second.count !== 2 || second.cookie !== first.cookie) {
        lost.push(
          `visitor ${number}: ${first.status} ${String(first.count)}, then ${second.status} ${String(second.count)}`,
        )
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, comeInTurn))
  return lost
}
