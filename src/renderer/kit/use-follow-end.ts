import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels from the end within which it counts as reached. */
const nearness = 8

/** Whether a scroller shows the end of what is in it. */
export const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= nearness

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
      if (!wasResized) setIsAtEnd(isNearEnd(element))
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
