import type { Standstill } from '../http/patience.ts'

// Between two ticks the event loop turns, and an answer that has arrived is read.
const ticks = 6

/**
 * Runs work with a signal that ends it after so many milliseconds. Time in which this process itself was held up, by a
 * crowd of requests or a busy machine, does not count: the answer that is waited for may lie there
 * unread. Nor does time in which messages are held on purpose.
 */
export const withPatience = async <T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>, standstill?: Standstill): Promise<T> => {
  const ending = new AbortController()
  let left = ticks
  let stood = standstill?.stoodStill()
  const timer = setInterval(() => {
    const stands = standstill?.stoodStill()
    if (stands === stood) left -= 1
    stood = stands
    if (left === 0) ending.abort()
  }, milliseconds / ticks)
  try {
    return await work(ending.signal)
  } finally {
    clearInterval(timer)
  }
}
