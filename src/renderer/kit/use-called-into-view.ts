import { useEffect, type RefObject } from 'react'

const inputs = ['pointerdown', 'wheel', 'keydown'] as const

/**
 * Gives an element the keyboard and brings it to the upper edge of what it scrolls in, anew for each call. It stays there while
 * what is around it finds its size, until the user does anything.
 */
export const useCalledIntoView = (target: RefObject<HTMLElement | null>, call: object | undefined): void => {
  useEffect(() => {
    const element = target.current
    if (call === undefined || element === null) return
    element.focus({ preventScroll: true })
    const observer = new ResizeObserver(() => {
      element.scrollIntoView({ block: 'start' })
    })
    const leave = (): void => {
      observer.disconnect()
      for (const input of inputs) window.removeEventListener(input, leave)
    }
    observer.observe(element)
    for (const input of inputs) window.addEventListener(input, leave, { passive: true })
    return leave
  }, [target, call])
}
