import { randomBytes } from 'node:crypto'
import type { Clock } from '../../shared/base/clock.ts'
import { baselineFold } from '../../shared/folds/baseline.ts'
import { fromBaseline, toBaseline, type BaselineView, type Baseline } from '../../shared/stream/baseline/baseline.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { Fact, FactOf, Observation, ObservationOf } from '../../shared/stream/observation.ts'
import { followLog, type Follower, type ReadLimit } from './follow-log.ts'
import { createTurnstile } from './turnstile.ts'
import { weightOf } from './weigh.ts'

/** The append-only stream of what was observed. */
export interface ObservationLog {
  /** 32 hexadecimal digits that name this log in `traceparent` headers. */
  readonly trace: string
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

/** The share that is forgotten at once: little, since requests wait meanwhile. */
const forgottenAtOnce = 1 / 100

/** An {@link ObservationLog} in memory. When it is full it forgets its oldest hundredth into the baseline of its `log.began`. */
export const createObservationLog = ({
  clock,
  baseline,
  capacity = 400_000,
  weight = 128_000_000,
}: LogOptions): ObservationLog => {
  const listeners = new Set<() => void>()
  let start: BaselineView = fromBaseline(baseline)
  let kept: Observation[] = []
  // Of each of them. What began the log cannot be forgotten, so its own is not part of the sum.
  let weights: number[] = []
  let keptWeight = 0
  let sequence = 0
  let exchanges = 0

  const append = (fact: Fact): Observation => {
    const observation: Observation = { sequence: (sequence += 1), at: clock.now(), ...fact }
    const its = weightOf(observation)
    kept.push(observation)
    weights.push(its)
    keptWeight += its
    if (kept.length > capacity || keptWeight > weight) forget(tooMany(), 'trimmed')
    for (const listener of listeners) listener()
    return observation
  }

  const begin = (began: ObservationOf<'log.began'>): void => {
    kept = [began]
    weights = [weightOf(began)]
    keptWeight = 0
  }

  // A hundredth, and more where that is not enough: old ones may be light and the newest heavy.
  const tooMany = (): number => {
    const least = Math.max(2, Math.ceil(kept.length * forgottenAtOnce))
    let count = 1
    let left = keptWeight
    for (; count < kept.length && (count < least || left > weight); count += 1) left -= weights[count] ?? 0
    return count
  }

  // The observations that go are folded into the beginning that stays; it stands in for the last of them.
  const forget = (count: number, cause: FactOf<'log.began'>['cause']): void => {
    const last = kept[count - 1]
    if (last === undefined) return
    for (const observation of kept.slice(0, count)) start = baselineFold.step(start, observation)
    for (const its of weights.slice(1, count)) keptWeight -= its
    const began: Observation = {
      sequence: last.sequence,
      at: last.at,
      kind: 'log.began',
      cause,
      baseline: toBaseline(start),
    }
    kept.splice(0, count, began)
    weights.splice(0, count, weightOf(began))
  }

  const clear = (changes: Partial<Baseline> = {}): void => {
    sequence += 1
    for (const observation of kept) start = baselineFold.step(start, observation)
    start = fromBaseline({ ...toBaseline(start), ...changes })
    begin({ sequence, at: clock.now(), kind: 'log.began', cause: 'cleared', baseline: toBaseline(start) })
    for (const listener of listeners) listener()
  }

  const read = (after: number, limit: number | ReadLimit): readonly Observation[] => {
    const { count, weight: most } = typeof limit === 'number' ? { count: limit, weight: Infinity } : limit
    const from = Math.max(0, after + 1 - (kept[0]?.sequence ?? 0))
    if (most === Infinity) return kept.slice(from, from + count)
    let to = from
    for (let sum = 0; to < Math.min(kept.length, from + count); to += 1) {
      sum += weights[to] ?? 0
      if (sum > most && to > from) break
    }
    return kept.slice(from, to)
  }

  const onAppend = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  begin({ sequence: (sequence += 1), at: clock.now(), kind: 'log.began', cause: 'start', baseline })
  const source = { read, onAppend, turn: createTurnstile() }
  return {
    read,
    onAppend,
    trace: randomBytes(16).toString('hex'),
    nextExchange: () => (exchanges += 1),
    newest: () => sequence,
    append,
    clear,
    follow: (after, follower) => followLog(source, after, follower),
  }
}
