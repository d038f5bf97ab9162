import type { ExchangeId } from '../../shared/stream/changes.ts'

/** The exchange that is being answered, and the 32 hexadecimal digits that name the log it is recorded in. */
export interface ExchangeScope {
  readonly exchange: ExchangeId
  readonly trace: string
}

/**
 * The `traceparent` header (W3C Trace Context, §3.2) for a request that is made in the course of an exchange. Its parent-id
 * is the number of the exchange, so that the receiving server finds its parent without guessing.
 */
export const traceparentOf = ({ exchange, trace }: ExchangeScope): string =>
  `00-${trace}-${exchange.toString(16).padStart(16, '0')}-01`

/** The parent exchange that a `traceparent` header names, if it speaks of the log `trace`. */
export const parentOf = (traceparent: string | undefined, trace: string): ExchangeId | undefined => {
  if (traceparent === undefined) return undefined
  const [, named, parent] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent) ?? []
  return named === trace && parent !== undefined ? Number.parseInt(parent, 16) : undefined
}
