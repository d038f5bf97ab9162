import type { HoldClock } from '../http/deadline.ts'

// Between two ticks the event loop turns, and an answer that has arrived is read.
const ticks = 6

/**
 * Runs work with a signal that ends it so many milliseconds after it was first looked at: work that asks nobody is not
 * timed. Time in which this process itself was held up, by a
 * crowd of requests or a busy machine, does not count: the answer that is waited for may lie there
 * unread. Nor does time in which messages are held on purpose.
 */
export const withPatience = async <T>(
  milliseconds: number,
  work: (signal: () => AbortSignal) => Promise<T>,
  holdClock?: HoldClock,
): Promise<T> => {
  let limit: Limit | undefined
  const signal = () => (limit ??= startLimit(milliseconds, holdClock)).signal
  try {
    return await work(signal)
  } finally {
    limit?.end()
  }
}

interface Limit {
  readonly signal: AbortSignal
  readonly end: () => void
}

const startLimit = (milliseconds: number, holdClock: HoldClock | undefined): Limit => {
  const ending = new AbortController()
  let left = ticks
  let stood = holdClock?.heldMilliseconds()
  const timer = setInterval(() => {
    const stands = holdClock?.heldMilliseconds()
    if (stands === stood) left -= 1
    stood = stands
    if (left === 0) ending.abort()
  }, milliseconds / ticks)
  return {
    signal: ending.signal,
    end: () => {
      clearInterval(timer)
    },
  }
}
