import { explainRefusal } from '../../shared/cookie/cookie-refusals.ts'
import type { LineRefusal } from '../../shared/folds/refusals.ts'
import { actorLabel } from '../../shared/exchange/asker-label.ts'
import { refusalTexts } from './refusal-texts.ts'
import './refusal-note.css'

/** Why a browser did not keep a cookie, or held it back. */
export const RefusalNote = ({ refusal: { browser, occasion, reasons, stage } }: { readonly refusal: LineRefusal }) => (
  <p className="refusal-note">
    {occasion === 'answer' ? <b>{refusalTexts.refusedBy(actorLabel(browser, [], stage?.lesson))}</b> : null}{' '}
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
