import { describe, expect, it } from 'vitest'
import { baselineFold } from '../../../src/shared/folds/baseline.ts'
import { baselineSchema, emptyBaseline, toBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { listedEntries } from '../../../src/shared/stream/baseline/entries.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { Fact, Observation } from '../../../src/shared/stream/observation.ts'

const observed = (facts: readonly Fact[]): Observation[] =>
  facts.map((fact, index) => ({ sequence: index + 1, at: index, ...fact }))
const baselineAfter = (...facts: Fact[]) => toBaseline(foldAll(baselineFold, observed(facts)))
const entry = (key: string, value = '1') => ({ key, value, truncated: false })
const wrote = (key: string, isNew: boolean, value?: string): Fact => ({
  kind: 'entry.written',
  entry: entry(key, value),
  isNew,
})

describe('a baseline', () => {
  it('has its fields in their order', () => {
    const fields =
      'lab settings problems subject nodes pages jars areReasonsKnown entries moreEntries steps lessons run report exercise exerciseReport predictions troubles stage'
    expect(Object.keys(emptyBaseline).join(' ')).toBe(fields)
    expect(Object.keys(baselineSchema.parse(emptyBaseline)).join(' ')).toBe(fields)
    expect(Object.keys(baselineAfter(wrote('a', true))).join(' ')).toBe(fields)
  })

  it('fits its schema while nothing is known, and needs no troubles', () => {
    const { troubles, ...rest } = emptyBaseline
    expect(baselineSchema.parse(rest)).toEqual({ ...rest, troubles })
  })

  it('is what the facts since the last one come to', () => {
    const judged = { verdict: { state: 'pending' as const }, at: 1, by: 'hand' as const, isEarlier: false }
    const after = baselineAfter(
      { kind: 'log.began', cause: 'start', baseline: { ...emptyBaseline, moreEntries: 3 } },
      { kind: 'verdicts.changed', browser: 'browser-b', areReasonsKnown: false },
      { kind: 'server.changed', server: 'kv', state: { state: 'listening', url: 'http://localhost:5100/' } },
      { kind: 'entry.deleted', key: 'unlisted', cause: 'expired' },
      { kind: 'lesson.judged', lesson: 'point-1', judged: judged as never },
      { kind: 'run.began', lesson: 'point-1', steps: ['Go', 'Look'] },
      { kind: 'run.awaits', lesson: 'point-1', index: 0 },
      { kind: 'run.stepped', lesson: 'point-1', index: 0 },
      { kind: 'experiment.predicted', experiment: 'expiry', choice: 2 },
      { kind: 'experiment.predicted', experiment: 'copied-id', choice: 1 },
      { kind: 'experiment.predicted', experiment: 'expiry' },
      { kind: 'trouble.changed', source: 'storage', problem: 'It is full.' },
    )
    expect(after).toEqual({
      ...emptyBaseline,
      moreEntries: 2,
      areReasonsKnown: { 'browser-a': true, 'browser-b': false },
      nodes: [
        emptyBaseline.nodes[0],
        { id: 'kv', label: 'key-value', role: 'store', state: 'listening', url: 'http://localhost:5100/' },
      ],
      lessons: { 'point-1': judged },
      run: { lesson: 'point-1', steps: ['Go', 'Look'], begun: 1 },
      predictions: { 'copied-id': 1 },
      troubles: { storage: 'It is full.' },
    })
  })

  it('lists the first entries, and counts the others', () => {
    const many = Array.from({ length: listedEntries + 2 }, (_, index) => wrote(`key-${String(index)}`, true))
    const after = baselineAfter(...many, wrote('key-0', false, '2'), wrote('key-1001', false), {
      kind: 'entry.deleted',
      key: 'key-1',
      cause: 'deleted',
    })
    expect([after.entries.length, after.moreEntries]).toEqual([listedEntries - 1, 2])
    expect(after.entries[0]).toEqual(entry('key-0', '2'))
  })

  it('is the very same after what is history only', () => {
    const view = foldAll(baselineFold, observed([wrote('a', true)]))
    const crashed: Observation = { sequence: 2, at: 2, kind: 'page.crashed', of: 'panel', reason: 'x', isRevived: true }
    expect(baselineFold.step(view, crashed)).toBe(view)
    const [later] = observed([{ kind: 'run.awaits', lesson: 'point-1', index: 0 }])
    expect(later && baselineFold.step(view, later)).toBe(view)
  })
})
