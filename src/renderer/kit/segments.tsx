import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import './segments.css'

interface SegmentsProps<T extends string> {
  readonly name: string
  readonly options: readonly T[]
  /** Those that cannot be chosen now. */
  readonly disabled?: readonly T[]
  readonly nameOf: (option: T) => string
  readonly value: T
  readonly onChange: (option: T) => void
}

/** One choice of a few, all in sight. */
export const Segments = <T extends string>({
  name,
  options,
  disabled = [],
  nameOf,
  value,
  onChange,
}: SegmentsProps<T>) => (
  <ToggleButtonGroup
    className="segments"
    aria-label={name}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={(keys) => {
      const chosen = options.find((option) => keys.has(option))
      if (chosen !== undefined) onChange(chosen)
    }}
  >
    {options.map((option) => (
      <ToggleButton key={option} id={option} className="segment" isDisabled={disabled.includes(option)}>
        {nameOf(option)}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
