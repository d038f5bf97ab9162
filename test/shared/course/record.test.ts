import { describe, expect, it } from 'vitest'
import { courses } from '../../../src/shared/course/courses.ts'
import { lessonRecordFold } from '../../../src/shared/course/record.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { Fact, FactOf } from '../../../src/shared/stream/observation.ts'
import { answered, began, opened, requested, saved, stamped, utf8 } from '../../support/observations.ts'
import { pointCases } from './cases/point-cases.ts'

const was = { kind: 'answer', status: 200, reason: 'OK', headers: [], body: utf8('1') } as const
const byHand = (exchange: number): FactOf<'hop.changed'> => ({
  kind: 'hop.changed',
  exchange,
  phase: 'answer',
  was,
  now: { ...was, body: utf8('2') },
})
const recordOf = (...facts: Fact[]) => foldAll(lessonRecordFold, stamped([began(), ...facts]))
const call = (exchange: number, parent: number) => requested({ exchange, parent, from: 'counter', to: 'kv' })

describe('a message that was changed by hand', () => {
  it('is evidence for nothing, nor is its click, before and after', () => {
    const record = recordOf(
      requested({ exchange: 1 }),
      answered({ exchange: 1 }),
      requested({ exchange: 2 }),
      call(3, 2),
      requested({ exchange: 4, from: 'browser-b' }),
      byHand(3),
      answered({ exchange: 3 }),
      call(5, 2),
      answered({ exchange: 2 }),
      answered({ exchange: 4, status: 404 }),
    )
    expect(record.exchanges.map(({ id }) => id)).toEqual([1, 4])
    expect([...record.byId.keys()]).toEqual([1, 4])
    expect(record.byId.get(4)?.end).toMatchObject({ status: 404 })
    expect(record.exchanges[1]?.end).toMatchObject({ status: 404 })
  })

  it('leaves its visitor the same', () => {
    const page = (exchange: number, brought: string, sets: string): Fact[] => [
      requested({ exchange }),
      opened({ exchange, mode: 'client-side', cookie: brought, outcome: { state: 'loaded', data: {} } }),
      saved({ exchange, mode: 'client-side', setCookie: `session=${sets}`, data: {} }),
    ]
    const record = recordOf(...page(1, 'a', 'b'), ...page(2, 'b', 'c'), byHand(2), ...page(3, 'c', 'd'))
    expect(record.exchanges.map(({ id, visitor }) => [id, visitor])).toEqual([
      [1, 1],
      [3, 1],
    ])
  })
})

const passing = courses
  .flatMap(({ lessons }) => lessons)
  .flatMap((lesson) => {
    const passes = pointCases.find((one) => one.lesson === lesson.id)?.passes ?? {}
    return Object.entries(passes).map(([what, story]) => ({ ...lesson, what, story }))
  })
  .filter(({ check, story }) => {
    const verdict = check(story.record)
    return verdict.state === 'passed' && verdict.evidence.some(({ exchange }) => exchange !== undefined)
  })

it.each(passing)('$id does not pass on exchanges that were changed by hand: $what', ({ check, story }) => {
  const touched = story.record.exchanges.map(({ id }) => byHand(id))
  expect(check(foldAll(lessonRecordFold, stamped([...story.facts, ...touched]))).state).not.toBe('passed')
})

it('there are such points', () => {
  expect(new Set(passing.map(({ id }) => id)).size).toBeGreaterThan(5)
})
