interface ChoiceProps<T extends string> {
  readonly id?: string
  /** Its accessible name, where no label gives it one. */
  readonly name?: string
  readonly className?: string
  readonly value: T
  readonly options: readonly T[]
  readonly nameOf?: (option: T) => string
  readonly onChange: (option: T) => void
}

/** One choice of several. The browser's own list: it opens above native views, which no part of the page can. */
export const Choice = <T extends string>({
  id,
  name,
  className,
  value,
  options,
  nameOf = (option) => option,
  onChange,
}: ChoiceProps<T>) => (
  <select
    id={id}
    aria-label={name}
    className={className}
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
)
