import { createLiveValue, type LiveSource, type LiveValue } from '../store/live-value.ts'

/** Whether the lab can be heard. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'lost'; readonly problem: string }
  /** The lab asks for the token that it printed; `isGiven` when it was given another one. */
  | { readonly state: 'token-needed'; readonly isGiven: boolean }

/** The state of a connection, for whoever wants to show it. */
export type Connection = LiveValue<ConnectionState>

/** A {@link Connection} with the end that changes it. */
export type ConnectionSource = LiveSource<ConnectionState>

export const createConnection = (initial: ConnectionState): ConnectionSource => {
  const state = createLiveValue(initial)
  return {
    ...state,
    change: (next) => {
      if (next.state !== 'connected' || state.current().state !== 'connected') state.change(next)
    },
  }
}
