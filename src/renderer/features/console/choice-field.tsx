import { useId } from 'react'
import { Choice } from '../../kit/choice.tsx'

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

/** A choice with its name before it. */
export const ChoiceField = <T extends string>({
  name,
  isLabelled = false,
  isMono = false,
  ...choice
}: ChoiceFieldProps<T>) => {
  const id = useId()
  return (
    <div className="choice">
      <label htmlFor={id} className={isLabelled ? 'choice-label' : 'visually-hidden'}>
        {name}
      </label>
      <Choice id={id} className={isMono ? 'field mono' : 'field'} {...choice} />
    </div>
  )
}
