/** Resolves when it is the caller's turn. */
export type Turn = () => Promise<void>

/**
 * Lets one through in each turn of the event loop, in the order in which they came. So however many are waiting, what else
 * the loop has to do, such as answering the visitors of a counter, comes between any two of them.
 */
export const createTurnstile = (): Turn => {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const mine = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    last = mine
    return mine
  }
}
