import { emptyBaseline } from '../stream/baseline/baseline.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Observation } from '../stream/observation.ts'
import type { LessonRecord, JoinedExchange } from './record.ts'
import type { Evidence } from '../stream/verdict.ts'

/**
 * The observations that a verdict rests on, as a stream of its own: folded and checked again, it comes to the same verdict.
 * It begins with the settings that were in force, and holds each exchange named with what it caused.
 */
export const evidenceSlice = (record: LessonRecord, evidence: readonly Evidence[]): Observation[] => {
  const named = evidence.flatMap(({ exchange }) => (exchange === undefined ? [] : (record.byId.get(exchange) ?? [])))
  const exchanges = withChildren(named, record)
  const sequences = new Set(evidence.flatMap(({ sequence }) => sequence ?? []))
  const chosen = [
    ...exchanges.flatMap(observationsOf),
    ...record.moments.filter(({ sequence }) => sequences.has(sequence)),
  ].sort(bySequence)
  const [first] = chosen
  const last = chosen.at(-1)
  if (first === undefined || last === undefined) return []
  const between = record.moments.filter(
    ({ kind, sequence }) =>
      kind === 'settings.changed' && sequence > first.sequence && sequence < last.sequence && !sequences.has(sequence),
  )
  const settings = exchanges.find(({ requested }) => requested === first)?.settings ?? record.settings
  const began: Observation = {
    sequence: first.sequence - 1,
    at: first.at,
    kind: 'log.began',
    cause: 'trimmed',
    baseline: { ...emptyBaseline, settings },
  }
  return [began, ...[...chosen, ...between].sort(bySequence)]
}

const withChildren = (named: readonly JoinedExchange[], { byId }: LessonRecord): JoinedExchange[] => {
  const all = new Map<ExchangeId, JoinedExchange>()
  for (const seen of named) {
    all.set(seen.id, seen)
    for (const id of seen.children) {
      const child = byId.get(id)
      if (child !== undefined) all.set(id, child)
    }
  }
  return [...all.values()]
}

const observationsOf = ({ requested, opened, saved, end }: JoinedExchange): Observation[] =>
  [requested, opened, saved, end].filter((observation) => observation !== undefined)

const bySequence = (one: Observation, other: Observation): number => one.sequence - other.sequence
