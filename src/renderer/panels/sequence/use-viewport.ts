import { useLayoutEffect, useState, type RefObject } from 'react'

/** What of a scrolled element is in sight, in pixels; `top` in steps, so that not every pixel draws anew. */
export interface Viewport {
  readonly top: number
  readonly height: number
  readonly width: number
}

const step = 120

/** Follows the part of a scroller that is in sight. */
export const useViewport = (scroller: RefObject<HTMLElement | null>): Viewport => {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 0, width: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => {
      const next = { top: Math.floor(element.scrollTop / step) * step, height: element.clientHeight, width: element.clientWidth }
      setViewport((before) => (before.top === next.top && before.height === next.height && before.width === next.width ? before : next))
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
  return viewport
}
