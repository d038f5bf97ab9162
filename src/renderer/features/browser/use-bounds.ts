import { useEffect, type RefObject } from 'react'
import type { Bounds } from '../../../shared/wire/contract.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { useServices } from '../../client/use-services.ts'

/** Keeps the lab told where the panel leaves room for a native view: the element's place, or none while it is not shown. */
export const useBounds = (browser: BrowserId, element: RefObject<HTMLElement | null>, isShown: boolean): void => {
  const { lab } = useServices()
  useEffect(() => {
    if (!isShown || element.current === null) return
    const room = element.current
    let told = ''
    const tell = (): void => {
      const bounds = boundsOf(room)
      if (JSON.stringify(bounds) === told) return
      told = JSON.stringify(bounds)
      void lab.call('browser.place', { browser, bounds })
    }
    const observer = new ResizeObserver(tell)
    // The room moves without changing its own size when what stands above it does; the body's children tell of that.
    for (const watched of [room, ...document.querySelectorAll('[data-moves-views]')]) observer.observe(watched)
    window.addEventListener('resize', tell)
    tell()
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', tell)
      void lab.call('browser.place', { browser, bounds: null })
    }
  }, [lab, browser, element, isShown])
}

const boundsOf = (element: HTMLElement): Bounds => {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const [x, y] = [Math.round(left), Math.round(top)]
  return { x, y, width: Math.max(0, Math.round(right) - x), height: Math.max(0, Math.round(bottom) - y) }
}
