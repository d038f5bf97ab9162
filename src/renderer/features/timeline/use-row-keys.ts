import type { KeyboardEvent } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { placeByKey } from '../../kit/list-keys.ts'
import { exchangeAt } from './use-focused-row.ts'

interface RowKeysOptions {
  readonly rows: readonly ExchangeId[]
  readonly selected: ExchangeId | undefined
  readonly select: (exchange: ExchangeId | undefined) => void
  readonly toRow: (index: number) => void
}

/** Moves the selection with the keyboard; Escape selects nothing. */
export const useRowKeys =
  ({ rows, selected, select, toRow }: RowKeysOptions) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      select(undefined)
      return
    }
    const current = rows.lastIndexOf(exchangeAt(event.target) ?? selected ?? 0)
    const place = placeByKey(event.key, current, rows.length)
    if (place === undefined) return
    event.preventDefault()
    const id = rows[place]
    if (id === undefined) return
    select(id)
    toRow(place)
  }
