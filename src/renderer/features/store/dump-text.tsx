import type { EntriesView } from '../../../shared/folds/entries.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { texts } from '../../texts/texts.ts'
import { useDump } from './use-dump.ts'

interface DumpTextProps {
  readonly view: EntriesView
  readonly prefix: string
  readonly url: string
}

/** The text that `sessionscope dump` prints for these entries. */
export const DumpText = ({ view, prefix, url }: DumpTextProps) => {
  const dump = useDump(view, prefix)
  const command = texts.store.dump(url, prefix)
  return (
    <div className="dump">
      <div className="dump-head">
        <code>{command}</code>
        <CopyButton name={texts.store.copyDump} text={dump.text} />
      </div>
      <pre aria-label={texts.store.dumpName}>
        <SeenText>{dump.text}</SeenText>
      </pre>
      {dump.truncated ? <p className="store-note">{texts.store.dumpTruncated}</p> : null}
    </div>
  )
}
