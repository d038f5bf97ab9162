import type { EntriesView } from '../../../shared/folds/entries.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { storeTexts } from './store-texts.ts'
import { useDump } from './use-dump.ts'

interface DumpTextProps {
  readonly view: EntriesView
  readonly prefix: string
  readonly url: string
}

/** The text that `sessionscope dump` prints for these entries. */
export const DumpText = ({ view, prefix, url }: DumpTextProps) => {
  const dump = useDump(view, prefix)
  const command = storeTexts.dump(url, prefix)
  return (
    <div className="dump">
      <div className="dump-head">
        <code>{command}</code>
        <CopyButton name={storeTexts.copyDump} text={dump.text} />
      </div>
      <pre aria-label={storeTexts.dumpName}>
        <SeenText>{dump.text}</SeenText>
      </pre>
      {dump.truncated ? <p className="store-note">{storeTexts.dumpTruncated}</p> : null}
    </div>
  )
}
