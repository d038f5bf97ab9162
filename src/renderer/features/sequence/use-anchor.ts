import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { Arrow } from './sequence-layout.ts'

/** Keeps what is read where it is when older messages come or go above it. At the end the end is kept instead. */
export const useAnchor = (
  scroller: RefObject<HTMLElement | null>,
  arrows: readonly Arrow[],
  isAtEnd: boolean,
): void => {
  const anchor = useRef<{ readonly key: string; readonly top: number }>(undefined)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const before = anchor.current
    const now = before && arrows.find(({ message }) => message.key === before.key)
    if (!isAtEnd && before !== undefined && now !== undefined && now.top !== before.top)
      element.scrollBy({ top: now.top - before.top })
    const inSight = arrows.find(({ bottom }) => bottom >= element.scrollTop)
    anchor.current = inSight && { key: inSight.message.key, top: inSight.top }
  }, [scroller, arrows, isAtEnd])
}
