import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, type RefObject } from 'react'
import type { ExchangeId } from '../../../shared/observation.ts'
import type { TextSize } from '../../preferences.ts'
import { usePreferences } from '../../hooks/use-preferences.ts'
import { useFollowEnd } from './use-follow-end.ts'

/** Pixels that a row is high at each text size: all rows alike, so that it is known where any of them is. */
const rowHeights: Readonly<Record<TextSize, number>> = { small: 28, normal: 30, large: 34, larger: 40 }

/** What the table draws: a row, or room for rows that are out of sight. */
export type RowPiece =
  | { readonly kind: 'row'; readonly id: ExchangeId; readonly index: number }
  | { readonly kind: 'gap'; readonly key: string; readonly height: number }

// Rows drawn beyond what is in sight, so that scrolling and searching in the page find them.
const overscan = 12

/** The part of many rows that is worth drawing, and the ways to move in them. The selected row is always among them, so that it keeps the focus. */
export const useRows = (scroller: RefObject<HTMLDivElement | null>, rows: readonly ExchangeId[], selected: ExchangeId | undefined) => {
  const [{ textSize }] = usePreferences()
  const height = rowHeights[textSize]
  // Not memoised: rows grow in place.
  const kept = selected === undefined ? -1 : rows.lastIndexOf(selected)
  const rangeExtractor = useCallback((range: Range) => withKept(defaultRangeExtractor(range), kept), [kept])
  // oxlint-disable-next-line react/incompatible-library -- concerns a compiler that this project does not use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // The header stands above the first row, and over whichever row is scrolled beneath it.
    scrollMargin: height,
    scrollPaddingStart: height,
    overscan,
    // While the list follows its end, every batch scrolls it: to draw at once, in the very event, would be to draw twice.
    useFlushSync: false,
    rangeExtractor,
  })
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, height])
  const { isAtEnd, toEnd } = useFollowEnd(scroller, rows.length * height)
  const toRow = useCallback(
    (index: number) => {
      virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [virtualizer],
  )
  return { pieces: piecesOf(virtualizer.getVirtualItems(), { start: height, end: height + virtualizer.getTotalSize() }, rows), height, isAtEnd, toEnd, toRow }
}

const withKept = (indexes: number[], kept: number): number[] =>
  kept < 0 || indexes.includes(kept) ? indexes : [...indexes, kept].sort((one, other) => one - other)

const piecesOf = (
  items: readonly { readonly index: number; readonly start: number; readonly end: number }[],
  extent: { readonly start: number; readonly end: number },
  rows: readonly ExchangeId[],
): RowPiece[] => {
  const pieces: RowPiece[] = []
  let reached = extent.start
  for (const { index, start, end } of items) {
    const id = rows[index]
    if (id === undefined) continue
    if (start > reached) pieces.push({ kind: 'gap', key: `before ${index}`, height: start - reached })
    pieces.push({ kind: 'row', id, index })
    reached = end
  }
  if (extent.end > reached) pieces.push({ kind: 'gap', key: 'after', height: extent.end - reached })
  return pieces
}
