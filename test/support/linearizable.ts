/** One call on one key of a store, as the process that made it saw it; versions name values. */
export interface Call {
  readonly key: string
  /** On a clock that all processes share. */
  readonly began: number
  readonly ended: number
  readonly what:
    /** Read this version, or nothing. */
    | { readonly kind: 'read'; readonly version: string | null }
    /** A listing had the key, or had it not. */
    | { readonly kind: 'listed'; readonly isThere: boolean }
    /** Wrote this version on the condition that one was there (`null`: nothing was), if there was a condition. */
    | { readonly kind: 'wrote'; readonly version: string; readonly ifVersion?: string | null }
    /** Was refused, since the condition did not hold. */
    | { readonly kind: 'refused'; readonly ifVersion: string | null }
    /** Removed this version, or found nothing. */
    | { readonly kind: 'removed'; readonly version: string | null }
}

/**
 * The calls on a key for which no order can be found in which each takes effect at one moment between its beginning and its end
 * and all agree (Herlihy and Wing 1990); `undefined` when there is one for every key. Every order that is possible so far is
 * followed from event to event, as Wing and Gong's algorithm does, in Lowe's just-in-time manner (2017).
 */
export const notLinearizable = (calls: readonly Call[]): readonly Call[] | undefined => {
  const byKey = new Map<string, Call[]>()
  for (const call of calls) byKey.set(call.key, [...(byKey.get(call.key) ?? []), call])
  for (const ofKey of byKey.values()) {
    const stuck = firstStuck(ofKey)
    if (stuck) return ofKey.filter(({ began, ended }) => began <= stuck.ended && ended >= stuck.began)
  }
  return undefined
}

/** How it may be: what is stored, and which of the calls under way have taken effect. */
interface Possibility {
  readonly version: string | null
  readonly done: ReadonlySet<number>
}

// The call at whose end no order is left.
const firstStuck = (calls: readonly Call[]): Call | undefined => {
  const events = calls.flatMap(({ began, ended }, index) => [
    { at: began, isEnd: false, index },
    { at: ended, isEnd: true, index },
  ])
  // At one moment beginnings come first: such calls overlap.
  events.sort((one, other) => one.at - other.at || Number(one.isEnd) - Number(other.isEnd))
  const underWay = new Set<number>()
  let possible = new Map<string, Possibility>([keyed({ version: null, done: new Set() })])
  for (const { isEnd, index } of events) {
    if (!isEnd) {
      underWay.add(index)
      continue
    }
    possible = ended(closure(possible, underWay, calls), index)
    underWay.delete(index)
    if (possible.size === 0) return calls[index]
  }
  return undefined
}

const keyed = (possibility: Possibility): [string, Possibility] => [
  `${String(possibility.version)} ${[...possibility.done].sort((one, other) => one - other).join(' ')}`,
  possibility,
]

// All that can come of it when any of the calls under way take effect, in any order.
const closure = (
  possible: ReadonlyMap<string, Possibility>,
  underWay: ReadonlySet<number>,
  calls: readonly Call[],
): Map<string, Possibility> => {
  const all = new Map(possible)
  const waiting = [...possible.values()]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    for (const index of underWay) {
      const call = calls[index]
      const version = call && !one.done.has(index) ? effect(call.what, one.version) : undefined
      if (version === undefined) continue
      const [key, next] = keyed({ version, done: new Set([...one.done, index]) })
      if (all.has(key)) continue
      all.set(key, next)
      waiting.push(next)
    }
  }
  return all
}

const ended = (possible: ReadonlyMap<string, Possibility>, index: number): Map<string, Possibility> => {
  const left = [...possible.values()].filter(({ done }) => done.has(index))
  return new Map(
    left.map(({ version, done }) => keyed({ version, done: new Set([...done].filter((other) => other !== index)) })),
  )
}

// What is stored when a call takes effect; undefined where it could not have answered so.
const effect = (what: Call['what'], stored: string | null): string | null | undefined => {
  switch (what.kind) {
    case 'read':
      return what.version === stored ? stored : undefined
    case 'listed':
      return what.isThere === (stored !== null) ? stored : undefined
    case 'wrote':
      return what.ifVersion === undefined || what.ifVersion === stored ? what.version : undefined
    case 'refused':
      return what.ifVersion === stored ? undefined : stored
    case 'removed':
      return what.version === stored ? null : undefined
  }
}
