import { useCallback, type RefObject } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { TextSize } from '../../client/preferences.ts'
import { useFollowEnd } from '../../kit/use-follow-end.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useViewport } from '../../kit/use-viewport.ts'
import { useColumnRoom } from './use-column-room.ts'
import { rowsInSight } from './rows-in-sight.ts'

/** Pixels that a row is high at each text size: all rows alike, so that it is known where any of them is. */
const rowHeights: Readonly<Record<TextSize, number>> = { small: 28, normal: 30, large: 34, larger: 40 }

interface RowsOptions {
  readonly rows: readonly ExchangeId[]
  /** Rows that are drawn wherever they are: what has the focus would lose it with its element, and what is not there cannot be reached. */
  readonly kept: ReadonlyArray<ExchangeId | undefined>
}

/**
 * The part of many rows that is worth drawing, and the ways to move in them. Rows of one height need no list of where each
 * of them is: to keep one for 100,000 rows costs more than to draw those in sight.
 */
export const useRows = (scroller: RefObject<HTMLDivElement | null>, { rows, kept }: RowsOptions) => {
  const [{ textSize }] = usePreferences()
  const height = rowHeights[textSize]
  const viewport = useViewport(scroller)
  const room = useColumnRoom(scroller)
  // Not memoised: rows grow in place.
  const indexes = kept.map((id) => (id === undefined ? -1 : rows.lastIndexOf(id)))
  const { isAtEnd, toEnd } = useFollowEnd(scroller, rows.length * height)
  const toRow = useCallback(
    (index: number) => {
      if (scroller.current !== null) scrollToRow(scroller.current, index, height)
    },
    [scroller, height],
  )
  return { pieces: rowsInSight({ rows, height, viewport, kept: indexes }), height, room, isAtEnd, toEnd, toRow }
}

// No further than it takes to see the row whole, clear of the header, which is as high as a row and stands over the first one in sight.
const scrollToRow = (element: HTMLElement, index: number, height: number): void => {
  const above = index * height
  const below = above + 2 * height - element.clientHeight
  if (element.scrollTop > above) element.scrollTo({ top: above })
  else if (element.scrollTop < below) element.scrollTo({ top: below })
}
