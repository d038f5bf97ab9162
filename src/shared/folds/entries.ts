import { setNewest } from '../base/bounded-map.ts'
import type { Fold } from '../stream/fold.ts'
import type { Baseline } from '../stream/baseline/baseline.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Entry } from '../stream/lab-state.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import { roleOf, type NodeName } from '../stream/node.ts'
import type { Participant } from '../stream/participant.ts'

/** One key and value of the key-value service, with what was seen of it. */
export interface EntryRow extends Entry {
  /** When it was last written, in milliseconds since 1970; absent where that was before the log began, or elsewhere. */
  readonly writtenAt?: number
  /** The exchange that wrote it. */
  readonly exchange?: ExchangeId
  /** Who asked the service to write it, the last time. */
  readonly writer?: Participant
}

export interface EntriesView {
  readonly byKey: ReadonlyMap<string, EntryRow>
  /** Keys in order. */
  readonly keys: readonly string[]
  /** How many entries there are beyond these. */
  readonly more: number
  /** The key that was written last. */
  readonly changed?: string
}

// The fold's own side of the view, changed in place.
interface Storage extends EntriesView {
  readonly nodes: readonly NodeName[]
  readonly byKey: Map<string, EntryRow>
  readonly keys: string[]
  /** Who asks the service, in an exchange that is not answered yet. */
  readonly askers: Map<ExchangeId, Participant>
}

const entriesKept = 10_000
const askersKept = 20_000

const start = (nodes: readonly NodeName[] = firstNodes): Storage => ({
  nodes,
  byKey: new Map(),
  keys: [],
  more: 0,
  askers: new Map(),
})

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return begin(storage, observation.baseline)
    case 'exchange.requested':
      if (roleOf(storage.nodes, observation.to) === 'store')
        setNewest(storage.askers, observation.exchange, observation.from, askersKept)
      return storage
    case 'exchange.answered':
    case 'exchange.failed':
      storage.askers.delete(observation.exchange)
      return storage
    case 'entry.written':
      return write(storage, observation)
    case 'entry.deleted':
      return remove(storage, observation.key)
    default:
      return storage
  }
}

/** Folds the stream into the entries of the key-value service; the first 10,000 keys are listed, of more the number is kept. */
export const entriesFold: Fold<EntriesView> = { start: () => start(), step }

// A cleared log forgets exchanges, not what is: an entry that still is what it was keeps its history.
const begin = ({ byKey }: Storage, { nodes, entries, moreEntries }: Baseline): Storage => {
  const storage: Storage = { ...start(nodes), more: moreEntries }
  for (const entry of entries) {
    const known = byKey.get(entry.key)
    const isSame = known?.value === entry.value && known.version === entry.version
    storage.byKey.set(entry.key, isSame ? { ...known, ...entry } : entry)
    storage.keys.push(entry.key)
  }
  storage.keys.sort(byCodeUnit)
  return storage
}

const write = (storage: Storage, { at, exchange, entry, isElsewhere }: ObservationOf<'entry.written'>): Storage => {
  const { byKey, keys, askers } = storage
  const isListed = byKey.has(entry.key)
  if (!isListed && keys.length >= entriesKept) return { ...storage, more: storage.more + 1 }
  const writer = exchange === undefined ? undefined : askers.get(exchange)
  byKey.set(entry.key, {
    ...entry,
    ...(isElsewhere === true ? {} : { writtenAt: at }),
    ...(exchange === undefined ? {} : { exchange }),
    ...(writer === undefined ? {} : { writer }),
  })
  if (!isListed) keys.splice(placeOf(keys, entry.key), 0, entry.key)
  return { ...storage, changed: entry.key }
}

const remove = (storage: Storage, key: string): Storage => {
  const { byKey, keys, ...rest } = storage
  if (!byKey.delete(key)) return { ...storage, more: Math.max(0, storage.more - 1) }
  keys.splice(placeOf(keys, key), 1)
  return { byKey, keys, ...rest }
}

// Where a key stands, or would stand, in ordered keys.
const placeOf = (keys: readonly string[], key: string): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

const byCodeUnit = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
