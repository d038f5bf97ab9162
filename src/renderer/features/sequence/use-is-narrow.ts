import { useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels below which two things beside each other are too narrow to be read. */
const narrow = 760

/** Whether an element has little room from left to right. */
export const useIsNarrow = (element: RefObject<HTMLElement | null>): boolean => {
  const [isNarrow, setIsNarrow] = useState(false)
  useLayoutEffect(() => {
    const looked = element.current
    if (looked === null) return
    const look = (): void => {
      setIsNarrow(looked.clientWidth > 0 && looked.clientWidth < narrow)
    }
    const observer = new ResizeObserver(look)
    observer.observe(looked)
    look()
    return () => {
      observer.disconnect()
    }
  }, [element])
  return isNarrow
}
