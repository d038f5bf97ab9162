import type { ReactNode } from 'react'
import { Choice } from './choice.tsx'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly aside?: string
  readonly type?: 'text' | 'datetime-local'
  readonly isReadOnly?: boolean
  readonly isFirst?: boolean
}

/** A labelled line of text. */
export const LabelledInput = ({
  label,
  value,
  onChange,
  aside,
  type = 'text',
  isReadOnly = false,
  isFirst = false,
}: TextFieldProps) => (
  <Labelled label={label} aside={aside}>
    <input
      type={type}
      step={1}
      value={value}
      readOnly={isReadOnly}
      autoFocus={isFirst}
      spellCheck={false}
      autoComplete="off"
      aria-label={label}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  </Labelled>
)

/** A labelled text of several lines. */
export const LabelledArea = ({ label, value, onChange, isFirst = false }: TextFieldProps) => (
  <Labelled label={label}>
    <textarea
      rows={6}
      value={value}
      autoFocus={isFirst}
      spellCheck={false}
      aria-label={label}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  </Labelled>
)

interface LabelledSelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly T[]
  readonly nameOf: (option: T) => string
  readonly onChange: (value: T) => void
}

/** A labelled choice. */
export const LabelledSelect = <T extends string>({ label, ...choice }: LabelledSelectProps<T>) => (
  <Labelled label={label}>
    <Choice name={label} {...choice} />
  </Labelled>
)

interface CheckProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A labelled yes or no. */
export const LabelledCheck = ({ label, isOn, onChange }: CheckProps) => (
  <label className="form-check">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => {
        onChange(event.target.checked)
      }}
    />
    {label}
  </label>
)

const Labelled = ({
  label,
  aside,
  children,
}: {
  readonly label: string
  readonly aside?: string | undefined
  readonly children: ReactNode
}) => (
  <label className="form-field">
    <span>
      {label} {aside === undefined ? null : <span className="form-aside">({aside})</span>}
    </span>
    {children}
  </label>
)
