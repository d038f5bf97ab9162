import { useState } from 'react'
import type { EntryCondition } from '../../../shared/wire/contract.ts'
import type { Entry } from '../../../shared/stream/lab-state.ts'
import { parseJson } from '../../../shared/base/parse-json.ts'
import { LabelledArea, LabelledInput } from '../../kit/fields.tsx'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { useServices } from '../../client/use-services.ts'
import { storeTexts } from './store-texts.ts'
import { presentAs } from './present-as.ts'

interface EntryDialogProps {
  /** The entry to change, as it was shown; a new one without it. */
  readonly entry?: Entry
  /** What the entry is now. */
  readonly now?: Entry | undefined
  readonly onClose: () => void
}

/** Key and value of one entry, to be sent to the key-value service. */
export const EntryDialog = ({ entry, now, onClose }: EntryDialogProps) => {
  const { lab } = useServices()
  const [key, setKey] = useState(entry?.key ?? '')
  const [value, setValue] = useState(entry?.value ?? '')
  const save = async (): Promise<string | undefined> => {
    if (key === '') return storeTexts.noKey
    if (parseJson(value) === undefined) return storeTexts.notJson
    const condition: EntryCondition = presentAs(entry) ?? { state: 'absent' }
    const written = await lab.call('entry.write', { key, value: value.trim(), condition })
    return written.ok ? undefined : written.failure.message
  }
  const isStale = entry !== undefined && now?.version !== entry.version
  return (
    <FormDialog
      title={entry === undefined ? storeTexts.addTitle : storeTexts.editTitle(entry.key)}
      hint={entry === undefined ? storeTexts.addHint : storeTexts.writeHint}
      onSave={save}
      onClose={onClose}
    >
      <LabelledInput
        label={storeTexts.columns.key}
        value={key}
        onChange={setKey}
        isReadOnly={entry !== undefined}
        isFirst={entry === undefined}
      />
      <LabelledArea label={storeTexts.valueLabel} value={value} onChange={setValue} isFirst={entry !== undefined} />
      {isStale ? (
        <p className="entry-stale" role="status">
          {storeTexts.changedMeanwhile(now?.value ?? 'null')}
        </p>
      ) : null}
    </FormDialog>
  )
}
