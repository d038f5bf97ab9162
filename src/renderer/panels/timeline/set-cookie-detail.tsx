import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { participantLabel } from '../../../shared/participant.ts'
import { compareSetCookie, modeOf } from '../../../shared/set-cookie-comparison.ts'
import { takeApart } from '../../../shared/signed-value.ts'
import { SetCookieText } from '../../components/set-cookie-text.tsx'
import { texts } from '../../texts.ts'
import { AttributeList } from './attribute-list.tsx'
import { SetCookieChange } from './set-cookie-change.tsx'
import { SignedParts, SignedText } from './signed-parts.tsx'

/** One Set-Cookie line taken apart: its value, its attributes, and what differs from the one before. */
export const SetCookieDetail = ({ line }: { readonly line: SetCookieLine }) => {
  const { cookie, participant, previous, isRemoval } = line
  const signed = takeApart(cookie.value)
  const mode = modeOf(line)
  const comparison = compareSetCookie(line)
  return (
    <div className="detail-part">
      <h4>{texts.setCookie.receivedBy(participantLabel(participant))}</h4>
      {signed === undefined ? <SetCookieText cookie={cookie} /> : <SignedText cookie={cookie} signed={signed} />}
      {signed === undefined ? null : <SignedParts line={line} signed={signed} />}
      <AttributeList attributes={cookie.attributes} isRemoval={isRemoval} />
      {previous === undefined ? null : (
        <>
          <h4>{texts.setCookie.comparedWith(previous.exchange, texts.setCookie.span(line.at - previous.at))}</h4>
          <p className="detail-verdict" data-state={comparison.state}>
            {texts.setCookie.comparison(comparison)}
          </p>
          <SetCookieChange line={line} previous={previous} />
        </>
      )}
      {mode === undefined || isRemoval ? null : (
        <p className="detail-aside">{mode === 'client-side' ? texts.setCookie.changesEachTime : texts.setCookie.idOnly}</p>
      )}
    </div>
  )
}
