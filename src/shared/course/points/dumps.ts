import type { JoinedExchange } from '../record.ts'
import {
  answeredObject,
  exchangeEvidence,
  isAnswered,
  isByHand,
  kvRequestOf,
  newestFew,
  shortValue,
  type Answered,
} from '../exchange-queries.ts'
import type { Evidence } from '../../stream/verdict.ts'

/** A list of keys, and the reads that brought their values; `prefix` is what the keys had to begin with. */
export interface Dump {
  readonly list: Answered
  readonly prefix: string
  readonly reads: ReadonlyMap<string, Answered>
  readonly keys: readonly string[]
}

// Of a longer list so many reads are proof enough.
const readsAtMost = 200

/** The dumps among exchanges, oldest first: somebody listed the keys and then read every one of them. */
export const dumpsIn = (exchanges: readonly JoinedExchange[]): Dump[] => {
  const calls = exchanges.filter(
    (seen): seen is Answered =>
      isAnswered(seen) && seen.requested.to === 'kv' && isByHand(seen) && seen.end.status === 200,
  )
  const lists = calls.filter((seen) => kvRequestOf(seen).verb === 'list')
  return newestFew(lists).flatMap((list) => asDump(list, calls))
}

const asDump = (list: Answered, calls: readonly Answered[]): Dump[] => {
  const asked = kvRequestOf(list)
  const keys = keysOf(list)
  const reads = new Map<string, Answered>()
  for (const seen of calls) {
    const request = kvRequestOf(seen)
    if (
      seen.id > list.id &&
      seen.requested.from === list.requested.from &&
      request.verb === 'read' &&
      hasValue(seen, request.key)
    )
      reads.set(request.key, seen)
  }
  const isWhole = keys.length > 0 && keys.slice(-readsAtMost).every((key) => reads.has(key))
  return isWhole
    ? [
        {
          list,
          prefix: asked.verb === 'list' ? asked.prefix : '',
          keys,
          reads: new Map([...reads].filter(([key]) => keys.includes(key))),
        },
      ]
    : []
}

const hasValue = (seen: Answered, key: string): boolean => (answeredObject(seen)[key] ?? null) !== null

/** The keys that a list answered with. */
export const keysOf = (list: Answered): string[] => {
  const { keys } = answeredObject(list)
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []
}

/** A dump as evidence: the list, and its reads, those that matter most first. */
export const dumpEvidence = ({ list, keys, reads }: Dump, first: readonly string[] = []): Evidence[] => {
  const ordered = [...first, ...keys.filter((key) => !first.includes(key))]
  return [
    exchangeEvidence(list, `GET ${list.requested.target}  ${keys.length === 1 ? '1 key' : `${keys.length} keys`}`),
    ...ordered
      .flatMap((key) => reads.get(key) ?? [])
      .map((read) => exchangeEvidence(read, shortValue(read.end.body.text.trim(), 120))),
  ]
}
