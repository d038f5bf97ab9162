import { refusalOf, refusalsFold } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { participantLabel } from '../../../shared/participant.ts'
import { compareSetCookie, modeOf, type SetCookieComparison } from '../../../shared/set-cookie-comparison.ts'
import { takeApart } from '../../../shared/signed-value.ts'
import { RefusalNote } from '../../components/refusal-note.tsx'
import { SetCookieText } from '../../components/set-cookie-text.tsx'
import { useView } from '../../hooks/use-view.ts'
import { texts } from '../../texts.ts'
import { SetCookieChange } from './set-cookie-change.tsx'
import { SignedParts, SignedText } from './signed-parts.tsx'

// Whether the parts tell more than the sentence does.
const isTelling: Readonly<Record<SetCookieComparison['state'], boolean>> = {
  first: false,
  cleared: false,
  'set-again': false,
  'same-id': false,
  'same-value': false,
  'new-id': true,
  'new-value': true,
  'signed-again': true,
  'moved-to': true,
}

/** One Set-Cookie line taken apart: its value, and what differs from the one before. */
export const SetCookieDetail = ({ line }: { readonly line: SetCookieLine }) => {
  const { cookie, participant, previous, isRemoval } = line
  const signed = takeApart(cookie.value)
  const mode = modeOf(line)
  const comparison = compareSetCookie(line)
  const refusal = refusalOf(useView(refusalsFold).refusals, line)
  return (
    <div className="detail-part">
      <h4>{texts.setCookie.receivedBy(participantLabel(participant))}</h4>
      {signed === undefined ? <SetCookieText cookie={cookie} /> : <SignedText cookie={cookie} signed={signed} />}
      {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
      {signed === undefined ? null : <SignedParts line={line} signed={signed} />}
      {previous === undefined ? null : (
        <>
          <h4>{texts.setCookie.comparedWith(previous.exchange, texts.setCookie.span(line.at - previous.at))}</h4>
          <p className="detail-verdict" data-state={comparison.state}>
            {texts.setCookie.comparison(comparison)}
          </p>
          {isTelling[comparison.state] ? <SetCookieChange line={line} previous={previous} /> : null}
        </>
      )}
      {mode === undefined || isRemoval ? null : (
        <p className="detail-aside">{mode === 'client-side' ? texts.setCookie.changesEachTime : texts.setCookie.idOnly}</p>
      )}
    </div>
  )
}
