import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { placeByKey } from '../../kit/list-keys.ts'
import { useSelection } from '../../client/selection.ts'

/** Moves focus and selection through Set-Cookie lines with the keyboard, as in the table of exchanges. */
export const useLineKeys = (lines: readonly SetCookieLine[]) => {
  const { exchange: selected, select } = useSelection()
  const [focused, setFocused] = useState<string>()
  const isThere = lines.some(({ id }) => id === focused)
  const entrance = isThere ? focused : (lines.findLast(({ exchange }) => exchange === selected) ?? lines.at(-1))?.id

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      select(undefined)
      return
    }
    const here = lineAt(event.target)
    const place = placeByKey(
      event.key,
      lines.findLastIndex(({ id }) => id === here),
      lines.length,
    )
    const line = place === undefined ? undefined : lines[place]
    if (line === undefined) return
    event.preventDefault()
    select(line.exchange)
    buttonOf(event.currentTarget, line)?.focus()
  }
  const onFocus = ({ target }: FocusEvent<HTMLElement>): void => {
    setFocused(lineAt(target))
  }
  const onBlur = (): void => {
    setFocused(undefined)
  }
  return { entrance, onKeyDown, onFocus, onBlur }
}

const lineAt = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-line]')?.dataset['line'] : undefined

const buttonOf = (list: HTMLElement, { id }: SetCookieLine): HTMLButtonElement | null =>
  list.querySelector(`[data-line="${id}"] button`)
