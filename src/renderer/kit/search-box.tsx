import { X } from 'lucide-react'
import { Button, Input, SearchField } from 'react-aria-components'
import './search-box.css'

interface SearchBoxProps {
  readonly name: string
  readonly placeholder: string
  readonly clearName: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A text field that narrows a list down; Escape or its button empties it. */
export const SearchBox = ({ name, placeholder, clearName, value, onChange }: SearchBoxProps) => (
  <SearchField className="search-box" aria-label={name} value={value} onChange={onChange}>
    <Input className="search-box-input" type="text" placeholder={placeholder} spellCheck={false} autoComplete="off" />
    {value === '' ? null : (
      <Button className="search-box-clear" aria-label={clearName}>
        <X aria-hidden size="1em" />
      </Button>
    )}
  </SearchField>
)
