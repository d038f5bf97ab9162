import type { KeyboardEvent } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { exchangeAt } from './use-focused-row.ts'

interface RowKeysOptions {
  readonly rows: readonly ExchangeId[]
  readonly selected: ExchangeId | undefined
  readonly select: (exchange: ExchangeId | undefined) => void
  readonly toRow: (index: number) => void
}

const pageLength = 10

/** Moves the selection with the keyboard: arrows, page keys, Home and End; Enter and Space select, Escape selects nothing. */
export const useRowKeys = ({ rows, selected, select, toRow }: RowKeysOptions) => {
  const goTo = (index: number): void => {
    const place = Math.min(rows.length - 1, Math.max(0, index))
    const id = rows[place]
    if (id === undefined) return
    select(id)
    toRow(place)
  }
  return (event: KeyboardEvent<HTMLElement>): void => {
    const current = rows.lastIndexOf(exchangeAt(event.target) ?? selected ?? 0)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => {
        goTo(current + 1)
      },
      ArrowUp: () => {
        goTo(current - 1)
      },
      PageDown: () => {
        goTo(current + pageLength)
      },
      PageUp: () => {
        goTo(current - pageLength)
      },
      Home: () => {
        goTo(0)
      },
      End: () => {
        goTo(rows.length - 1)
      },
      Enter: () => {
        goTo(current)
      },
      ' ': () => {
        goTo(current)
      },
      Escape: () => {
        select(undefined)
      },
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move()
  }
}
