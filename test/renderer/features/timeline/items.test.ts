import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandsAmong, tableItemsOf, type Item } from '../../../../src/renderer/features/timeline/items.ts'
import { exchangesFold } from '../../../../src/shared/folds/exchanges.ts'
import type { Milestone } from '../../../../src/shared/folds/milestones.ts'
import { foldAll } from '../../../../src/shared/stream/fold.ts'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import { began, requested, stamped } from '../../../support/observations.ts'

const left = (id: number, after: number): Milestone => ({ id, at: 0, after, kind: 'stand-ins-left' })

const all = (rows: readonly number[], bands: Parameters<typeof tableItemsOf>[1]): Item[] => {
  const items = tableItemsOf(rows, bands)
  return Array.from({ length: items.length }, (_, place) => items.at(place)).filter((item) => item !== undefined)
}

/** Clicks, some of them with store calls that come whenever they come; and milestones among them. */
const history = fc
  .array(fc.record({ kind: fc.constantFrom('click', 'call', 'milestone'), of: fc.nat({ max: 5 }) }), { maxLength: 60 })
  .map((steps) => {
    const [facts, milestones]: [Fact[], Milestone[]] = [[began()], []]
    const clicks: number[] = []
    let newest = 0
    for (const { kind, of } of steps) {
      const parent = clicks.at(-1 - of)
      if (kind === 'milestone') milestones.push(left(milestones.length, newest))
      else if (kind === 'call' && parent !== undefined) {
        newest += 1
        facts.push(requested({ exchange: newest, parent, from: 'counter', to: 'kv' }))
      } else {
        newest += 1
        clicks.push(newest)
        facts.push(requested({ exchange: newest }))
      }
    }
    return { view: foldAll(exchangesFold, stamped(facts)), milestones }
  })

describe('bands among rows', () => {
  it('stand below each click that came before them, and above each that came after', () => {
    fc.assert(
      fc.property(history, ({ view, milestones }) => {
        const items = all(view.rows, bandsAmong(view.rows, view, milestones))
        expect(items.flatMap((item) => (item.kind === 'row' ? [item.id] : []))).toEqual(view.rows)
        expect(items.flatMap((item) => (item.kind === 'band' ? [item.milestone] : []))).toEqual(milestones)
        let after = 0
        let newestClick = 0
        for (const item of items) {
          if (item.kind === 'band') {
            ;({ after } = item.milestone)
            expect(newestClick).toBeLessThanOrEqual(after)
          } else {
            const click = view.byId.get(item.id)?.parent ?? item.id
            expect(click).toBeGreaterThan(after)
            newestClick = Math.max(newestClick, click)
          }
        }
      }),
    )
  })

  it('leave each row where it says that it is', () => {
    fc.assert(
      fc.property(history, ({ view, milestones }) => {
        const items = tableItemsOf(view.rows, bandsAmong(view.rows, view, milestones))
        for (const [index, id] of view.rows.entries())
          expect(items.at(items.placeOf(index))).toEqual({ kind: 'row', id, index })
        expect(items.at(items.length)).toBeUndefined()
      }),
    )
  })
})
