import { useState, type FocusEvent } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'

/** The exchange in whose row an event happened. */
export const exchangeAt = (target: EventTarget): ExchangeId | undefined => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-exchange]') : null
  return row === null ? undefined : Number(row.dataset['exchange'])
}

/** Which row of a table has the focus, told by the handlers on what holds the rows. */
export const useFocusedRow = () => {
  const [focused, setFocused] = useState<ExchangeId>()
  const onFocus = ({ target }: FocusEvent<HTMLElement>): void => {
    setFocused(exchangeAt(target))
  }
  const onBlur = (): void => {
    setFocused(undefined)
  }
  return { focused, onFocus, onBlur }
}
