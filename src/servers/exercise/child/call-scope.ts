import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'

/** The call of the student's class in whose course something is asked of the key-value service. */
export interface CallScope {
  /** Names the exchange behind the call (W3C Trace Context). */
  readonly traceparent: string | undefined
  /** Nobody waits for the call any more. */
  readonly signal: AbortSignal
  /** Counts a request until it is answered. */
  track<T>(request: Promise<T>): Promise<T>
  /** Whether something that was asked so far has no answer at this moment. */
  isUnanswered(): Promise<boolean>
}

/** A scope in which nothing has been asked yet. */
export const createCallScope = (traceparent: string | undefined, signal: AbortSignal): CallScope => {
  let asked = 0
  let answered = 0
  return {
    traceparent,
    signal,
    track: (request) => {
      asked += 1
      return request.finally(() => {
        answered += 1
      })
    },
    isUnanswered: async () => {
      const before = answered
      // What was asked a moment ago is on its way through axios.
      await turn()
      return asked > before
    },
  }
}

const scopes = new AsyncLocalStorage<CallScope>()

/** Runs `work`, and all that follows from it, in the scope of a call. */
export const inCall = <T>(scope: CallScope, work: () => T): T => scopes.run(scope, work)

/** The call in whose course the caller runs. */
export const currentCall = (): CallScope | undefined => scopes.getStore()
