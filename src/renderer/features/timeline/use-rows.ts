import { useCallback, type RefObject } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { TextSize } from '../../client/preferences.ts'
import { useFollowEnd } from '../../kit/use-follow-end.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useViewport } from '../../kit/use-viewport.ts'
import { useColumnRoom } from './use-column-room.ts'
import { tableItemsOf, type Band } from './items.ts'
import { rowsInSight } from './rows-in-sight.ts'

/** Pixels that a row is high at each text size: all alike, bands too, so that it is known where any of them is. */
const rowHeights: Readonly<Record<TextSize, number>> = { small: 28, normal: 30, large: 34, larger: 40 }

interface RowsOptions {
  readonly rows: readonly ExchangeId[]
  readonly bands: readonly Band[]
  /** Rows that are drawn wherever they are: what has the focus would lose it with its element, and what is not there cannot be reached. */
  readonly kept: ReadonlyArray<ExchangeId | undefined>
}

/**
 * The part of many rows that is worth drawing, and the ways to move in them. Rows of one height need no list of where each
 * of them is: to keep one for 100,000 rows costs more than to draw those in sight.
 */
export const useRows = (scroller: RefObject<HTMLDivElement | null>, { rows, bands, kept }: RowsOptions) => {
  const [{ textSize }] = usePreferences()
  const height = rowHeights[textSize]
  const viewport = useViewport(scroller)
  const room = useColumnRoom(scroller)
  // Not memoised: rows grow in place.
  const items = tableItemsOf(rows, bands)
  const places = kept.map((id) => (id === undefined ? -1 : placeIn(items.placeOf, rows.lastIndexOf(id))))
  const { isAtEnd, toEnd } = useFollowEnd(scroller, items.length * height)
  const toRow = useCallback(
    (index: number) => {
      if (scroller.current !== null) scrollToPlace(scroller.current, tableItemsOf(rows, bands).placeOf(index), height)
    },
    [scroller, height, rows, bands],
  )
  return {
    pieces: rowsInSight({ items, height, viewport, kept: places }),
    height,
    whole: items.length * height,
    room,
    isAtEnd,
    toEnd,
    toRow,
  }
}

const placeIn = (placeOf: (row: number) => number, row: number): number => (row < 0 ? row : placeOf(row))

// No further than it takes to see the row whole, clear of the header, which is as high as a row and stands over the first one in sight.
const scrollToPlace = (element: HTMLElement, place: number, height: number): void => {
  const above = place * height
  const below = above + 2 * height - element.clientHeight
  if (element.scrollTop > above) element.scrollTo({ top: above })
  else if (element.scrollTop < below) element.scrollTo({ top: below })
}
