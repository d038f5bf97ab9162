import type { KeyboardEvent } from 'react'
import type { Arrow } from './sequence-layout.ts'

const pageLength = 6

/** Moves from message to message with the keyboard: arrows, page keys, Home and End. Enter is the button's own. */
export const useMessageKeys =
  (arrows: readonly Arrow[], goTo: (arrow: Arrow) => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const focused = event.target instanceof HTMLElement ? event.target.dataset['message'] : undefined
    if (focused === undefined) return
    const index = arrows.findIndex(({ message }) => message.key === focused)
    const places: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + pageLength,
      PageUp: index - pageLength,
      Home: 0,
      End: arrows.length - 1,
    }
    const place = places[event.key]
    if (place === undefined) return
    event.preventDefault()
    const arrow = arrows[Math.min(arrows.length - 1, Math.max(0, place))]
    if (arrow !== undefined) goTo(arrow)
  }
