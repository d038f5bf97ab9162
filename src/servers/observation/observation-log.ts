import { randomBytes } from 'node:crypto'
import type { Clock } from '../../shared/base/clock.ts'
import { baselineFold } from '../../shared/folds/baseline.ts'
import { fromBaseline, toBaseline, type Baseline, type BaselineView } from '../../shared/stream/baseline/baseline.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { NodeName } from '../../shared/stream/node.ts'
import type { Fact, Observation } from '../../shared/stream/observation.ts'
import { followLog, type Follower, type ReadLimit } from './follow-log.ts'
import { KeptObservations } from './kept-observations.ts'
import { createTurnstile } from './turnstile.ts'

/** The append-only stream of what was observed. */
export interface ObservationLog {
  /** 32 hexadecimal digits that name this log in `traceparent` headers. */
  readonly trace: string
  /** The nodes of whose exchanges it tells. */
  readonly nodes: readonly NodeName[]
  nextExchange(): ExchangeId
  /** The only writer: stamps a fact with its sequence and time. */
  append(fact: Fact): Observation
  /** Forgets all but what is now, and what `changes` says that is so instead; the stream goes on with a `log.began`. */
  clear(changes?: Partial<Baseline>): void
  /** The observations after a sequence, within a limit; from the log's beginning where that lies before it. */
  read(after: number, limit: number | ReadLimit): readonly Observation[]
  /** The sequence of the newest observation. */
  newest(): number
  /** Tells of each append, without saying what it was; returns what ends it. */
  onAppend(listener: () => void): () => void
  /** Everything after a sequence, in batches, then each batch as it comes; waits for a follower that is slow. */
  follow(after: number, follower: Follower): () => void
}

interface LogOptions {
  readonly clock: Clock
  readonly baseline: Baseline
  /** Observations kept at most. */
  readonly capacity?: number
  /** What the observations after the first may weigh together; about the characters of their JSON. */
  readonly weight?: number
}

/** An {@link ObservationLog} in memory. When it is full it forgets its oldest hundredth into the baseline of its `log.began`. */
export const createObservationLog = ({
  clock,
  baseline,
  capacity = 400_000,
  weight = 128_000_000,
}: LogOptions): ObservationLog => {
  const listeners = createListeners()
  let start: BaselineView = fromBaseline(baseline)
  let sequence = 1
  let exchanges = 0
  const kept = new KeptObservations(
    { capacity, weight },
    { sequence, at: clock.now(), kind: 'log.began', cause: 'start', baseline },
  )

  const foldAway = (gone: readonly Observation[]): void => {
    for (const observation of gone) start = baselineFold.step(start, observation)
  }

  const append = (fact: Fact): Observation => {
    const observation: Observation = { sequence: (sequence += 1), at: clock.now(), ...fact }
    kept.add(observation)
    if (kept.isFull()) trim()
    listeners.tell()
    return observation
  }

  // The observations that go are folded into the beginning that stays; it stands in for the last of them.
  const trim = (): void => {
    const oldest = kept.oldest()
    const last = oldest.at(-1)
    if (last === undefined) return
    foldAway(oldest)
    const { sequence, at } = last
    kept.replaceOldest(oldest.length, {
      sequence,
      at,
      kind: 'log.began',
      cause: 'trimmed',
      baseline: toBaseline(start),
    })
  }

  const clear = (changes: Partial<Baseline> = {}): void => {
    sequence += 1
    foldAway(kept.read(0, Infinity))
    start = fromBaseline({ ...toBaseline(start), ...changes })
    kept.begin({ sequence, at: clock.now(), kind: 'log.began', cause: 'cleared', baseline: toBaseline(start) })
    listeners.tell()
  }

  const read = (after: number, limit: number | ReadLimit): readonly Observation[] =>
    typeof limit === 'number' ? kept.read(after, limit) : kept.read(after, limit.count, limit.weight)

  const source = { read, onAppend: listeners.add, turn: createTurnstile() }
  return {
    read,
    onAppend: listeners.add,
    nodes: baseline.nodes,
    trace: randomBytes(16).toString('hex'),
    nextExchange: () => (exchanges += 1),
    newest: () => sequence,
    append,
    clear,
    follow: (after, follower) => followLog(source, after, follower),
  }
}

const createListeners = () => {
  const listeners = new Set<() => void>()
  return {
    add: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (): void => {
      for (const listener of listeners) listener()
    },
  }
}
