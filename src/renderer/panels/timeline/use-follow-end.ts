import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels from the end within which it counts as reached. */
const nearness = 8

const scrollToEnd = (element: HTMLElement | null): void => {
  element?.scrollTo({ top: element.scrollHeight })
}

/** Keeps a growing list at its end until the user scrolls up; says whether it is there. `extent` changes when the list grows. */
export const useFollowEnd = (scroller: RefObject<HTMLElement | null>, extent: number) => {
  const [isAtEnd, setIsAtEnd] = useState(true)
  useLayoutEffect(() => {
    if (isAtEnd) scrollToEnd(scroller.current)
  }, [scroller, isAtEnd, extent])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let height = element.clientHeight
    const onScroll = (): void => {
      // A list that became taller or shorter was not scrolled by anybody.
      const wasResized = element.clientHeight !== height
      height = element.clientHeight
      if (!wasResized) setIsAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= nearness)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  useEffect(() => {
    const element = scroller.current
    if (element === null || !isAtEnd) return
    const observer = new ResizeObserver(() => {
      scrollToEnd(element)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [scroller, isAtEnd])
  const toEnd = (): void => {
    setIsAtEnd(true)
    scrollToEnd(scroller.current)
  }
  return { isAtEnd, toEnd }
}
