import { explainRefusal } from '../../shared/cookie/cookie-refusals.ts'
import type { LineRefusal } from '../../shared/folds/refusals.ts'
import { participantLabel } from '../../shared/stream/participant.ts'
import { refusalTexts } from './refusal-texts.ts'
import './refusal-note.css'

/** Why a browser did not keep a cookie, or held it back. */
export const RefusalNote = ({ refusal: { browser, occasion, reasons } }: { readonly refusal: LineRefusal }) => (
  <p className="refusal-note">
    {occasion === 'answer' ? <b>{refusalTexts.refusedBy(participantLabel(browser))}</b> : null}{' '}
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
