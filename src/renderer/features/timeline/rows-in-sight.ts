import { viewportStep, type Viewport } from '../../kit/use-viewport.ts'
import type { Item, Items } from './items.ts'

/** What the table draws: an item, or room for items that are out of sight. */
export type Piece = Item | { readonly kind: 'gap'; readonly key: string; readonly height: number }

interface Sight {
  readonly items: Items
  /** Pixels of an item, and of the header above the first one. */
  readonly height: number
  readonly viewport: Pick<Viewport, 'top' | 'height'>
  /** Places of items that are drawn wherever they are; -1 for one that is not among them. */
  readonly kept?: readonly number[]
}

// Items drawn beyond what is in sight, so that scrolling and searching in the page find them.
const overscan = 6

/** The items to draw, in their order, and gaps as high as those left out above each: so every one stands where it would among all of them. */
export const rowsInSight = ({ items, height, viewport, kept = [] }: Sight): Piece[] => {
  const inSight = Math.ceil(viewport.height / height)
  // At the end nothing comes below, and with every new row one above is drawn in vain.
  const count =
    viewport.top === Infinity ? inSight + overscan : inSight + Math.ceil(viewportStep / height) + 2 * overscan
  const first = Math.max(0, Math.min(Math.floor(viewport.top / height) - overscan, items.length - count))
  const behind = Math.min(items.length, first + count)
  const apart = [...new Set(kept)].filter((place) => place >= 0 && (place < first || place >= behind))
  const ranges = [{ from: first, to: behind }, ...apart.map((place) => ({ from: place, to: place + 1 }))].toSorted(
    (one, other) => one.from - other.from,
  )
  const pieces: Piece[] = []
  let reached = 0
  for (const [index, { from, to }] of ranges.entries()) {
    if (from > reached) pieces.push({ kind: 'gap', key: `gap ${index}`, height: (from - reached) * height })
    for (let place = from; place < to; place += 1) {
      const item = items.at(place)
      if (item !== undefined) pieces.push(item)
    }
    reached = to
  }
  return pieces
}
