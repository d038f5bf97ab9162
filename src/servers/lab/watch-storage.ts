import { setImmediate as turn } from 'node:timers/promises'
import { listedEntries } from '../../shared/stream/baseline/entries.ts'
import { entriesFold } from '../../shared/folds/entries.ts'
import type { Observation } from '../../shared/stream/observation.ts'
import type { Entries, StoredValue } from '../kv/entries/entries.ts'
import { toEntry } from '../kv/observed-entry.ts'
import type { ObservationLog } from '../observation/observation-log.ts'

interface WatchOptions {
  readonly entries: Entries
  readonly log: Pick<ObservationLog, 'read' | 'newest' | 'append'>
  /** Whether anybody looks. */
  readonly isWatched: () => boolean
  /** Milliseconds between two looks at least. */
  readonly pause?: number
}

/** A look may take this share of the time. */
const share = 1 / 20
const readAtOnce = 32

/**
 * Looks now and then, while somebody watches, whether the storage holds what the stream says that it holds, and records what is not
 * so: other processes may write to the same storage, and remove from it. Returns what ends it.
 */
export const watchStorage = ({ entries, log, isWatched, pause = 2_000 }: WatchOptions): (() => Promise<void>) => {
  const follower = createFollower(log)
  // What differed at the last look, and nothing was told of it since.
  let suspects: ReadonlySet<string> = new Set()
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  const look = async (): Promise<void> => {
    const explained = follower.catchUp().changed
    const { keys } = await entries.keys({ prefix: '', limit: listedEntries })
    const stored = await readAll(entries, new Set([...keys, ...follower.view().keys]))
    const { changed, hasBegunAnew } = follower.catchUp()
    const differing = new Set<string>()
    for (const [key, value] of hasBegunAnew || isStopped ? [] : stored) {
      const row = follower.view().byKey.get(key)
      if (changed.has(key) || row?.version === value?.version) continue
      // What differs for the first time may be an own change that is stored and about to be told.
      if (suspects.has(key) && !explained.has(key)) tell(key, value, row === undefined)
      else differing.add(key)
    }
    suspects = differing
  }

  const tell = (key: string, value: StoredValue | undefined, isNew: boolean): void => {
    if (value) log.append({ kind: 'entry.written', entry: toEntry(key, value), isNew, isElsewhere: true })
    else log.append({ kind: 'entry.deleted', key, cause: 'elsewhere' })
  }

  const round = async (): Promise<void> => {
    const began = performance.now()
    // A store that is away is told of elsewhere.
    if (isWatched()) await look().catch(() => undefined)
    if (!isStopped) wait(Math.max(pause, (performance.now() - began) / share))
  }
  const wait = (time: number): void => {
    timer = setTimeout(() => {
      running = round()
    }, time)
  }

  wait(pause)
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}

const readAll = async (entries: Entries, keys: ReadonlySet<string>): Promise<Map<string, StoredValue | undefined>> => {
  const found = new Map<string, StoredValue | undefined>()
  const all = [...keys]
  for (let from = 0; from < all.length; from += readAtOnce) {
    await Promise.all(all.slice(from, from + readAtOnce).map(async (key) => found.set(key, await entries.get(key))))
    // Requests go first.
    await turn()
  }
  return found
}

// What the stream says of the entries, and which of them it spoke of since it was last asked.
const createFollower = (log: Pick<ObservationLog, 'read'>) => {
  let view = entriesFold.start()
  let last = 0
  return {
    view: () => view,
    catchUp: () => {
      const changed = new Set<string>()
      let hasBegunAnew = false
      for (const observation of log.read(last, Infinity)) {
        view = entriesFold.step(view, observation)
        last = observation.sequence
        hasBegunAnew ||= observation.kind === 'log.began'
        const key = keyOf(observation)
        if (key !== undefined) changed.add(key)
      }
      return { changed, hasBegunAnew }
    },
  }
}

const keyOf = (observation: Observation): string | undefined => {
  if (observation.kind === 'entry.written') return observation.entry.key
  return observation.kind === 'entry.deleted' ? observation.key : undefined
}

/** A log, and whether anybody follows it. */
export const countFollowers = (
  log: ObservationLog,
): { readonly log: ObservationLog; readonly areThere: () => boolean } => {
  const following = new Set<object>()
  const follow: ObservationLog['follow'] = (after, listener) => {
    const follower = {}
    following.add(follower)
    const stop = log.follow(after, listener)
    return () => {
      following.delete(follower)
      stop()
    }
  }
  return { log: { ...log, follow }, areThere: () => following.size > 0 }
}
