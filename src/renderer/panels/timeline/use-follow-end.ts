import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels from the end within which it counts as reached. */
const nearness = 8

/** Keeps a growing list at its end until the user scrolls up; says whether it is there. */
export const useFollowEnd = (scroller: RefObject<HTMLElement | null>, extent: number) => {
  const [isAtEnd, setIsAtEnd] = useState(true)
  const toEnd = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    element.scrollTop = element.scrollHeight
    setIsAtEnd(true)
  }, [scroller])
  useLayoutEffect(() => {
    if (isAtEnd) toEnd()
  }, [isAtEnd, toEnd, extent])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let height = element.clientHeight
    const onScroll = (): void => {
      // A list that became taller or shorter was not scrolled by anybody.
      if (element.clientHeight !== height) {
        height = element.clientHeight
        return
      }
      setIsAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= nearness)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  useEffect(() => {
    const element = scroller.current
    if (element === null || !isAtEnd) return
    const observer = new ResizeObserver(toEnd)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [scroller, isAtEnd, toEnd])
  return { isAtEnd, toEnd }
}
