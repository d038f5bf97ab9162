import { emptyBaseline, type Baseline } from '../../src/shared/stream/baseline/baseline.ts'
import { emptyBody, type Body } from '../../src/shared/stream/body.ts'
import type { Fact, FactOf, Observation } from '../../src/shared/stream/observation.ts'

// Builders of facts: a test states what matters to it, the rest is unremarkable.

export const utf8 = (text: string): Body => ({ encoding: 'utf8', text, bytes: text.length, truncated: false })

export const began = (
  baseline: Partial<Baseline> = {},
  cause: FactOf<'log.began'>['cause'] = 'start',
): FactOf<'log.began'> => ({ kind: 'log.began', cause, baseline: { ...emptyBaseline, ...baseline } })

export const requested = (fact: Partial<FactOf<'exchange.requested'>> = {}): FactOf<'exchange.requested'> => ({
  kind: 'exchange.requested',
  exchange: 1,
  from: 'browser-a',
  to: 'counter',
  method: 'GET',
  target: '/',
  httpVersion: '1.1',
  headers: [],
  body: emptyBody,
  ...fact,
})

export const answered = (fact: Partial<FactOf<'exchange.answered'>> = {}): FactOf<'exchange.answered'> => ({
  kind: 'exchange.answered',
  exchange: 1,
  status: 200,
  reason: 'OK',
  headers: [],
  body: emptyBody,
  duration: 3,
  ...fact,
})

export const lost = (fact: Partial<FactOf<'exchange.failed'>> = {}): FactOf<'exchange.failed'> => ({
  kind: 'exchange.failed',
  exchange: 1,
  problem: 'the connection broke off',
  duration: 3,
  ...fact,
})

export const opened = (fact: Partial<FactOf<'session.opened'>> = {}): FactOf<'session.opened'> => ({
  kind: 'session.opened',
  exchange: 1,
  source: 'app',
  mode: 'server-side',
  outcome: { state: 'none' },
  ...fact,
})

export const saved = (fact: Partial<FactOf<'session.saved'>> = {}): FactOf<'session.saved'> => ({
  kind: 'session.saved',
  exchange: 1,
  source: 'app',
  mode: 'server-side',
  setCookie: '',
  ...fact,
})

export const written = (
  key: string,
  value: string,
  fact: Partial<FactOf<'entry.written'>> = {},
): FactOf<'entry.written'> => ({
  kind: 'entry.written',
  entry: { key, value, truncated: false },
  isNew: true,
  ...fact,
})

export const deleted = (key: string): FactOf<'entry.deleted'> => ({ kind: 'entry.deleted', key, cause: 'deleted' })

/** Facts as the log would have stamped them: numbered from 1, one millisecond apart. */
export const stamped = (facts: readonly Fact[], start = 1_700_000_000_000): Observation[] =>
  facts.map((fact, index) => ({ sequence: index + 1, at: start + index, ...fact }))
