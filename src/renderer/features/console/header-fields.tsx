import { Plus, X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { HeaderList } from '../../../shared/stream/header-list.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { consoleTexts } from './console-texts.ts'

interface HeaderFieldsProps {
  readonly headers: HeaderList
  /** What is wrong, by row. */
  readonly problems: ReadonlyMap<number, string>
  readonly onChange: (headers: HeaderList) => void
  /** What stands beside the button that adds one. */
  readonly children: ReactNode
}

/** The header lines that are said by hand, each to be changed or taken out. */
export const HeaderFields = ({ headers, problems, onChange, children }: HeaderFieldsProps) => (
  <>
    {headers.length === 0 ? null : (
      <ul className="header-fields" aria-label={consoleTexts.headers}>
        {headers.map((header, row) => (
          <HeaderField
            key={row}
            row={row}
            header={header}
            problem={problems.get(row)}
            onChange={(changed) => {
              onChange(headers.with(row, changed))
            }}
            onRemove={() => {
              onChange(headers.toSpliced(row, 1))
            }}
          />
        ))}
      </ul>
    )}
    <div className="composer-tools">
      <Button
        className="button quiet"
        onPress={() => {
          onChange([...headers, ['', '']])
        }}
      >
        <Plus aria-hidden size="1em" /> {consoleTexts.addHeader}
      </Button>
      {children}
    </div>
  </>
)

interface HeaderFieldProps {
  readonly row: number
  readonly header: HeaderList[number]
  readonly problem: string | undefined
  readonly onChange: (header: HeaderList[number]) => void
  readonly onRemove: () => void
}

const HeaderField = ({ row, header: [name, value], problem, onChange, onRemove }: HeaderFieldProps) => {
  const id = useId()
  const wrong = problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id }
  const plain = { type: 'text', className: 'field mono', spellCheck: false, autoComplete: 'off' } as const
  return (
    <li className="header-field">
      <input
        {...plain}
        {...wrong}
        aria-label={consoleTexts.headerName(row + 1)}
        placeholder={consoleTexts.headerNamePlaceholder}
        value={name}
        onChange={(event) => {
          onChange([event.target.value, value])
        }}
      />
      <input
        {...plain}
        {...wrong}
        aria-label={consoleTexts.headerValue(row + 1)}
        placeholder={consoleTexts.headerValuePlaceholder}
        value={value}
        onChange={(event) => {
          onChange([name, event.target.value])
        }}
      />
      <IconButton icon={X} name={consoleTexts.removeHeader(name)} onPress={onRemove} />
      {problem === undefined ? null : (
        <p className="field-problem" id={id}>
          {problem}
        </p>
      )}
    </li>
  )
}
