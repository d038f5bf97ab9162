import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { viewportStep, type Viewport } from '../../kit/use-viewport.ts'

/** What the table draws: a row, or room for rows that are out of sight. */
export type RowPiece =
  | { readonly kind: 'row'; readonly id: ExchangeId; readonly index: number }
  | { readonly kind: 'gap'; readonly key: string; readonly height: number }

interface Sight {
  readonly rows: readonly ExchangeId[]
  /** Pixels of a row, and of the header above the first one. */
  readonly height: number
  readonly viewport: Pick<Viewport, 'top' | 'height'>
  /** Indexes of rows that are drawn wherever they are; -1 for one that is not among them. */
  readonly kept?: readonly number[]
}

// Rows drawn beyond what is in sight, so that scrolling and searching in the page find them.
const overscan = 6

/** The rows to draw, in their order, and gaps as high as the rows left out above each: so every row stands where it would among all of them. */
export const rowsInSight = ({ rows, height, viewport, kept = [] }: Sight): RowPiece[] => {
  const inSight = Math.ceil(viewport.height / height)
  // At the end nothing comes below, and with every new row one above is drawn in vain.
  const count =
    viewport.top === Infinity ? inSight + overscan : inSight + Math.ceil(viewportStep / height) + 2 * overscan
  const first = Math.max(0, Math.min(Math.floor(viewport.top / height) - overscan, rows.length - count))
  const behind = Math.min(rows.length, first + count)
  const apart = [...new Set(kept)].filter((index) => index >= 0 && (index < first || index >= behind))
  const ranges = [{ from: first, to: behind }, ...apart.map((index) => ({ from: index, to: index + 1 }))].toSorted(
    (one, other) => one.from - other.from,
  )
  const pieces: RowPiece[] = []
  let reached = 0
  for (const [place, { from, to }] of ranges.entries()) {
    if (from > reached) pieces.push({ kind: 'gap', key: `gap ${place}`, height: (from - reached) * height })
    for (const [at, id] of rows.slice(from, to).entries()) pieces.push({ kind: 'row', id, index: from + at })
    reached = to
  }
  return pieces
}
