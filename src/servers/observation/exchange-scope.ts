import { AsyncLocalStorage } from 'node:async_hooks'
import type { ExchangeId } from '../../shared/observation.ts'

/** The exchange that is being answered, and the 32 hexadecimal digits that name the log it is recorded in. */
export interface ExchangeScope {
  readonly exchange: ExchangeId
  readonly trace: string
}

const scopes = new AsyncLocalStorage<ExchangeScope>()

/** Runs `work`, and all that follows from it, in the scope of an exchange. */
export const inExchange = <T>(scope: ExchangeScope, work: () => T): T => scopes.run(scope, work)

/** The exchange in whose course the caller runs, if it is observed at all. */
export const currentExchange = (): ExchangeId | undefined => scopes.getStore()?.exchange

/**
 * The `traceparent` header (W3C Trace Context, §3.2) for a request that is made in the course of the current exchange.
 * Its parent-id is the number of the exchange, so that the receiving server finds its parent without guessing.
 */
export const currentTraceparent = (): string | undefined => {
  const scope = scopes.getStore()
  return scope && `00-${scope.trace}-${scope.exchange.toString(16).padStart(16, '0')}-01`
}

/** The parent exchange that a `traceparent` header names, if it speaks of the log `trace`. */
export const parentOf = (traceparent: string | undefined, trace: string): ExchangeId | undefined => {
  const [, named, parent] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? []
  return named === trace && parent !== undefined ? Number.parseInt(parent, 16) : undefined
}
