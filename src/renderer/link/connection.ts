/** Whether the lab can be heard. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'lost'; readonly problem: string }
  /** The lab asks for the token that it printed; `isGiven` when it was given another one. */
  | { readonly state: 'token-needed'; readonly isGiven: boolean }

/** The state of a connection, for whoever wants to show it. */
export interface Connection {
  readonly current: () => ConnectionState
  readonly subscribe: (listener: () => void) => () => void
}

/** A {@link Connection} with the end that changes it. */
export interface ConnectionSource extends Connection {
  readonly change: (next: ConnectionState) => void
}

export const createConnection = (initial: ConnectionState): ConnectionSource => {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (next) => {
      if (next.state === state.state && next.state === 'connected') return
      state = next
      for (const listener of listeners) listener()
    },
  }
}
