import { explainRefusal } from '../../shared/cookie/cookie-refusals.ts'
import type { LineRefusal } from '../../shared/folds/refusals.ts'
import { participantLabel } from '../../shared/stream/node.ts'
import { refusalTexts } from './refusal-texts.ts'
import './refusal-note.css'

interface RefusalNoteProps {
  readonly refusal: LineRefusal
  /** What the browser is called; a stand-in has not the name of the one that it stands in for. */
  readonly by?: string
}

/** Why a browser did not keep a cookie, or held it back. */
export const RefusalNote = ({
  refusal: { browser, occasion, reasons },
  by = participantLabel(browser),
}: RefusalNoteProps) => (
  <p className="refusal-note">
    {occasion === 'answer' ? <b>{refusalTexts.refusedBy(by)}</b> : null}{' '}
    {reasons.map((reason) => {
      const { text, rule } = explainRefusal(reason)
      return (
        <span key={reason} data-reason={reason}>
          {refusalTexts.because(text, rule)}{' '}
        </span>
      )
    })}
  </p>
)
