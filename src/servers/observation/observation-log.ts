import { randomBytes } from 'node:crypto'
import type { Clock } from '../../shared/clock.ts'
import { baselineFold, fromBaseline, toBaseline, type BaselineView } from '../../shared/folds/baseline.ts'
import type { Baseline, ExchangeId, Fact, FactOf, Observation } from '../../shared/observation.ts'
import { followLog } from './follow-log.ts'

/** The append-only stream of what was observed. */
export interface ObservationLog {
  /** 32 hexadecimal digits that name this log in `traceparent` headers. */
  readonly trace: string
  nextExchange(): ExchangeId
  /** The only writer: stamps a fact with its sequence and time. */
  append(fact: Fact): Observation
  /** Forgets all but what is now, and what `changes` says that is so instead; the stream goes on with a `log.began`. */
  clear(changes?: Partial<Baseline>): void
  /** At most `limit` observations after a sequence; from the log's beginning where that lies before it. */
  read(after: number, limit: number): readonly Observation[]
  /** The sequence of the newest observation. */
  newest(): number
  /** Tells of each append, without saying what it was; returns what ends it. */
  onAppend(listener: () => void): () => void
  /** Everything after a sequence, in batches, then each batch as it comes; waits for a listener that is slow. */
  follow(after: number, listener: (batch: readonly Observation[]) => void | Promise<void>): () => void
}

interface LogOptions {
  readonly clock: Clock
  readonly baseline: Baseline
  /** Observations kept at most. */
  readonly capacity?: number
  /** Characters of headers and bodies kept at most. */
  readonly weight?: number
}

/** Characters that every observation counts for. */
const fixedWeight = 200

/** The share that is forgotten at once: little, since requests wait meanwhile. */
const forgottenAtOnce = 1 / 100

/** An {@link ObservationLog} in memory. When it is full it forgets its oldest hundredth into the baseline of its `log.began`. */
export const createObservationLog = ({ clock, baseline, capacity = 400_000, weight = 128_000_000 }: LogOptions): ObservationLog => {
  const listeners = new Set<() => void>()
  let start: BaselineView = fromBaseline(baseline)
  let kept: Observation[] = []
  let keptWeight = 0
  let sequence = 0
  let exchanges = 0

  const append = (fact: Fact): Observation => {
    const observation: Observation = { sequence: (sequence += 1), at: clock.now(), ...fact }
    kept.push(observation)
    keptWeight += weightOf(observation)
    if (kept.length > capacity || keptWeight > weight) forget(Math.max(2, Math.ceil(kept.length * forgottenAtOnce)), 'trimmed')
    for (const listener of listeners) listener()
    return observation
  }

  // The observations that go are folded into the beginning that stays; it stands in for the last of them.
  const forget = (count: number, cause: FactOf<'log.began'>['cause']): void => {
    const last = kept[count - 1]
    if (last === undefined) return
    for (const observation of kept.slice(0, count)) {
      start = baselineFold.step(start, observation)
      keptWeight -= weightOf(observation)
    }
    kept.splice(0, count, { sequence: last.sequence, at: last.at, kind: 'log.began', cause, baseline: toBaseline(start) })
    keptWeight += fixedWeight
  }

  const clear = (changes: Partial<Baseline> = {}): void => {
    sequence += 1
    for (const observation of kept) start = baselineFold.step(start, observation)
    start = fromBaseline({ ...toBaseline(start), ...changes })
    const began: Observation = { sequence, at: clock.now(), kind: 'log.began', cause: 'cleared', baseline: toBaseline(start) }
    kept = [began]
    keptWeight = fixedWeight
    for (const listener of listeners) listener()
  }

  const read = (after: number, limit: number): readonly Observation[] => {
    const from = Math.max(0, after + 1 - (kept[0]?.sequence ?? 0))
    return kept.slice(from, from + limit)
  }

  const onAppend = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  append({ kind: 'log.began', cause: 'start', baseline })
  const source = { read, onAppend }
  return {
    ...source,
    trace: randomBytes(16).toString('hex'),
    nextExchange: () => (exchanges += 1),
    newest: () => sequence,
    append,
    clear,
    follow: (after, listener) => followLog(source, after, listener),
  }
}

// Characters that an observation holds beyond its fixed part: what makes a log heavy.
const weightOf = (observation: Observation): number => {
  if (observation.kind === 'entry.written') return observation.entry.value.length + 100
  if (observation.kind === 'report.described') return JSON.stringify(observation.note).length + fixedWeight
  if (observation.kind === 'page.changed') return (observation.page.html?.length ?? 0) + fixedWeight
  if (observation.kind !== 'exchange.requested' && observation.kind !== 'exchange.answered') return fixedWeight
  let weight = observation.body.text.length + fixedWeight
  for (const [name, value] of observation.headers) weight += name.length + value.length
  return weight
}
