import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableItemsOf } from '../../../../src/renderer/features/timeline/items.ts'
import { rowsInSight, type Piece } from '../../../../src/renderer/features/timeline/rows-in-sight.ts'

const height = 30
const numbered = (count: number) =>
  tableItemsOf(
    Array.from({ length: count }, (_, at) => at + 1),
    [],
  )
const drawn = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap((piece) => (piece.kind === 'row' ? [piece.index] : []))
const sight = fc.record({
  count: fc.integer({ min: 0, max: 3_000 }),
  top: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant(Infinity)),
  viewport: fc.integer({ min: 0, max: 2_000 }),
  kept: fc.array(fc.integer({ min: -1, max: 2_999 }), { maxLength: 3 }),
})

describe('rows in sight', () => {
  it('stand where they would among all of them', () => {
    fc.assert(
      fc.property(sight, ({ count, top, viewport, kept: wanted }) => {
        const kept = wanted.filter((index) => index < count)
        let reached = 0
        for (const piece of rowsInSight({
          items: numbered(count),
          height,
          viewport: { top, height: viewport },
          kept,
        })) {
          if (piece.kind === 'row') expect([piece.id, reached]).toEqual([piece.index + 1, piece.index * height])
          reached += piece.kind === 'gap' ? piece.height : height
        }
        expect(reached).toBeLessThanOrEqual(count * height)
      }),
    )
  })

  it('are each drawn once, in order, with a key of its own, and those to keep among them', () => {
    fc.assert(
      fc.property(sight, ({ count, top, viewport, kept: wanted }) => {
        const kept = wanted.filter((index) => index < count)
        const pieces = rowsInSight({ items: numbered(count), height, viewport: { top, height: viewport }, kept })
        const indexes = drawn(pieces)
        expect(indexes).toEqual([...new Set(indexes)].sort((one, other) => one - other))
        expect(indexes).toEqual(expect.arrayContaining(kept.filter((index) => index >= 0)))
        const keys = pieces.map((piece) =>
          piece.kind === 'gap' ? piece.key : piece.kind === 'row' ? piece.id : piece.kind,
        )
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('are all that the viewport shows, wherever it stands', () => {
    fc.assert(
      fc.property(sight, ({ count, top, viewport }) => {
        const lowest = Math.max(0, count * height - viewport)
        const at = Math.min(top, lowest)
        const indexes = new Set(
          drawn(rowsInSight({ items: numbered(count), height, viewport: { top, height: viewport } })),
        )
        for (
          let index = Math.floor(at / height);
          index < Math.min(count, Math.ceil((at + viewport) / height));
          index += 1
        )
          expect(indexes).toContain(index)
      }),
    )
  })

  it('are few of many', () => {
    const pieces = rowsInSight({ items: numbered(100_000), height, viewport: { top: Infinity, height: 600 } })
    expect(pieces.length).toBeLessThan(50)
    expect(drawn(pieces).at(-1)).toBe(99_999)
    expect(pieces[0]).toMatchObject({ kind: 'gap' })
  })
})
