import { useState, type KeyboardEvent } from 'react'
import { browserTexts } from './browser-texts.ts'

/** Where a browser is. Enter opens what was typed, Escape forgets it. */
export const AddressBar = ({ url, onOpen }: { readonly url: string; readonly onOpen: (address: string) => void }) => {
  // What is being typed stays, as in any browser, though a page may still be loading beneath it.
  const [draft, setDraft] = useState<string>()
  const shown = draft ?? url.replace(/^http:\/\//, '')
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setDraft(undefined)
    if (event.key !== 'Enter' || shown.trim() === '') return
    setDraft(undefined)
    onOpen(shown.trim())
  }
  return (
    <input
      className="address"
      type="text"
      aria-label={browserTexts.address}
      value={shown}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value)
      }}
      onFocus={(event) => {
        event.target.select()
      }}
      onBlur={() => {
        setDraft(undefined)
      }}
      onKeyDown={onKeyDown}
    />
  )
}
