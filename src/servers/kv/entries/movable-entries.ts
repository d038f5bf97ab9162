import type { Entries } from './entries.ts'

/** {@link Entries} over an engine that can be exchanged while they are used. */
export interface MovableEntries extends Entries {
  /**
   * Goes over to another engine, owns it from now on and closes the one before. Calls that are under way end first, and new
   * ones wait until `prepare` is done. When that fails nothing has changed, and `next` is the caller's still.
   */
  moveTo(next: Entries, prepare?: () => Promise<void>): Promise<void>
}

/** {@link MovableEntries} over a first engine, which they own. */
export const createMovableEntries = (first: Entries): MovableEntries => {
  let current = first
  let underWay = 0
  let onIdle: (() => void) | undefined
  let gate: Promise<void> | undefined

  const leave = (): void => {
    underWay -= 1
    if (underWay === 0) onIdle?.()
  }
  const call = <T>(work: (entries: Entries) => Promise<T>): Promise<T> => {
    if (gate) return gate.then(() => call(work))
    underWay += 1
    const result = work(current)
    result.then(leave, leave)
    return result
  }
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      onIdle = resolve
      if (underWay === 0) resolve()
    })

  const moveTo: MovableEntries['moveTo'] = async (next, prepare) => {
    const before = current
    const opened = shut()
    try {
      await idle()
      await prepare?.()
      current = next
    } finally {
      opened()
    }
    // An engine that was left because it is lost may fail to close.
    await before.close().catch(() => undefined)
  }

  const shut = (): (() => void) => {
    let open: () => void = () => undefined
    gate = new Promise((resolve) => (open = resolve))
    return () => {
      gate = undefined
      open()
    }
  }

  return {
    get: (key) => call((entries) => entries.get(key)),
    set: (changes, precondition) => call((entries) => entries.set(changes, precondition)),
    delete: (key, precondition) => call((entries) => entries.delete(key, precondition)),
    keys: (range) => call((entries) => entries.keys(range)),
    removeExpired: (limit) => call((entries) => entries.removeExpired(limit)),
    moveTo,
    close: () => current.close(),
  }
}
