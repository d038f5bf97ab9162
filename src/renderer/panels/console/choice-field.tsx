import { useId } from 'react'

interface ChoiceFieldProps<T extends string> {
  readonly name: string
  readonly value: T
  readonly options: readonly T[]
  readonly nameOf?: (option: T) => string
  readonly onChange: (option: T) => void
  /** Shows the name, too; else it is for screen readers alone. */
  readonly isLabelled?: boolean
  readonly isMono?: boolean
}

/** One choice of several. The browser's own list: it opens above native views, which no part of the page can. */
export const ChoiceField = <T extends string>({ name, value, options, nameOf = (option) => option, onChange, isLabelled = false, isMono = false }: ChoiceFieldProps<T>) => {
  const id = useId()
  return (
    <div className="choice">
      <label htmlFor={id} className={isLabelled ? 'choice-label' : 'visually-hidden'}>
        {name}
      </label>
      <select
        id={id}
        className={isMono ? 'field mono' : 'field'}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.target.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </div>
  )
}
