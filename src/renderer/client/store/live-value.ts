/** A value that changes by itself, in the form that React's `useSyncExternalStore` takes. */
export interface LiveValue<T> {
  readonly current: () => T
  readonly subscribe: (listener: () => void) => () => void
}

/** A {@link LiveValue} with the end that changes it. */
export interface LiveSource<T> extends LiveValue<T> {
  readonly change: (next: T) => void
}

export const createLiveValue = <T>(first: T): LiveSource<T> => {
  const listeners = new Set<() => void>()
  let value = first
  return {
    current: () => value,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
  }
}
