import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { Milestone } from '../../../shared/folds/milestones.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'

/** A milestone among rows: it stands above the row of this index, or, where there is none, below the last one. */
export interface Band {
  readonly row: number
  readonly milestone: Milestone
}

/** What stands in the table at one place, counted from the top. */
export type Item =
  | { readonly kind: 'row'; readonly id: ExchangeId; readonly index: number }
  | { readonly kind: 'band'; readonly milestone: Milestone }

/** Rows with bands between them, without a list of both: that would be made anew with every exchange. */
export interface Items {
  readonly length: number
  readonly at: (place: number) => Item | undefined
  /** Where a row stands. */
  readonly placeOf: (row: number) => number
}

/** How many of a sorted list's first ones hold, where all that hold come first. */
const countWhile = <T>(list: readonly T[], holds: (one: T, index: number) => boolean): number => {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const one = list[middle]
    if (one !== undefined && holds(one, middle)) from = middle + 1
    else to = middle
  }
  return from
}

/** Rows, and the bands between them in their order. */
export const tableItemsOf = (rows: readonly ExchangeId[], bands: readonly Band[]): Items => ({
  length: rows.length + bands.length,
  at: (place) => {
    const above = countWhile(bands, ({ row }, index) => row + index < place)
    const band = bands[above]
    if (band !== undefined && band.row + above === place) return { kind: 'band', milestone: band.milestone }
    const index = place - above
    const id = rows[index]
    return id === undefined ? undefined : { kind: 'row', id, index }
  },
  placeOf: (row) => row + countWhile(bands, (band) => band.row <= row),
})

/** Where each milestone stands among rows that are in the table's order: above the first click that came after it. */
export const bandsAmong = (
  rows: readonly ExchangeId[],
  { byId }: ExchangesView,
  milestones: readonly Milestone[],
): readonly Band[] => {
  // Store calls stand with the click that they were made for.
  const clickOf = (id: ExchangeId): ExchangeId => {
    const parent = byId.get(id)?.parent
    return parent !== undefined && byId.has(parent) ? parent : id
  }
  return milestones.map((milestone) => ({
    row: countWhile(rows, (id) => clickOf(id) <= milestone.after),
    milestone,
  }))
}
