import { useLayoutEffect, useState, type RefObject } from 'react'

/** How wide the text in each column without a bound may be, in em. */
export interface ColumnRoom {
  readonly who: number
  readonly request: number
  readonly summary: number
}

const none: ColumnRoom = { who: 0, request: 0, summary: 0 }

/**
 * Measures the columns of a table whenever they get another size. To clip every cell costs a tenth of each frame while
 * exchanges pour in, so only those are clipped whose text may be too long.
 */
export const useColumnRoom = (scroller: RefObject<HTMLElement | null>): ColumnRoom => {
  const [room, setRoom] = useState(none)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const headers = element.querySelectorAll('th')
    const observer = new ResizeObserver(() => {
      setRoom({ who: roomIn(element, 'who'), request: roomIn(element, 'request'), summary: roomIn(element, 'summary') })
    })
    for (const header of headers) observer.observe(header)
    return () => {
      observer.disconnect()
    }
  }, [scroller])
  return room
}

// The header is as wide as the cells below it, whose font is the table's.
const roomIn = (element: HTMLElement, column: keyof ColumnRoom): number => {
  const [header, table] = [element.querySelector(`th.exchanges-${column}`), element.querySelector('table')]
  if (header === null || table === null) return 0
  const { paddingLeft, paddingRight } = getComputedStyle(header)
  return (
    (header.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)) /
    Number.parseFloat(getComputedStyle(table).fontSize)
  )
}

/** Em that no character of ours is wider than; and those that every ASCII character of the font for code is wide. */
const widest = 1
const ofCode = 0.6

/** Whether a text may be wider than so many em: true of every text that is. */
export const mayBeLong = (text: string, room: number, isCode: boolean): boolean =>
  text.length * (isCode && ascii.test(text) ? ofCode : widest) > room

const ascii = /^[ -~]*$/
