import { useLayoutEffect, useState, type RefObject } from 'react'
import { isNearEnd } from './use-follow-end.ts'

/** What of a scrolled element is in sight, in pixels. */
export interface Viewport {
  /** In steps, so that not every pixel draws anew. At the end, `Infinity`: so who follows a growing end draws nothing anew for it. */
  readonly top: number
  readonly height: number
  readonly width: number
}

/** Pixels between two steps of `top`: so much more than the viewport may be in sight below it. */
export const viewportStep = 120

/** Follows the part of a scroller that is in sight. */
export const useViewport = (scroller: RefObject<HTMLElement | null>): Viewport => {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 0, width: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => {
      const next = {
        top: isNearEnd(element) ? Infinity : Math.floor(element.scrollTop / viewportStep) * viewportStep,
        height: element.clientHeight,
        width: element.clientWidth,
      }
      setViewport((before) =>
        before.top === next.top && before.height === next.height && before.width === next.width ? before : next,
      )
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
