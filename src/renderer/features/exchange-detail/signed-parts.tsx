import { labFold } from '../../../shared/folds/lab.ts'
import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import type { SetCookie } from '../../../shared/cookie/set-cookie.ts'
import type { SignedValue } from '../../../shared/cookie/signed-value.ts'
import { useView } from '../../client/use-view.ts'
import { setCookieTexts } from './set-cookie-texts.ts'
import { dateTime } from '../../texts/wording.ts'

/** A Set-Cookie line as it was sent, the three parts of its signed value each in its colour. */
export const SignedText = ({
  cookie: { raw, value, valueAt },
  signed,
}: {
  readonly cookie: SetCookie
  readonly signed: SignedValue
}) => (
  <code className="set-cookie-text signed-text">
    {raw.slice(0, valueAt)}
    <span data-part="payload">{signed.payload}</span>.<span data-part="time">{signed.time}</span>.
    <span data-part="signature">{signed.signature}</span>
    {raw.slice(valueAt + value.length)}
  </code>
)

/** What the parts of a signed value say. */
export const SignedParts = ({ line, signed }: { readonly line: ReceivedSetCookie; readonly signed: SignedValue }) => {
  const lab = useView(labFold)
  const lifetime = lab.state === 'known' ? lab.settings.PERMANENT_SESSION_LIFETIME : undefined
  return (
    <div className="signed-parts">
      <div data-part="payload">
        <b>{setCookieTexts.payload}</b>
        {signed.isCompressed ? (
          <p className="mute">
            {line.session?.data === undefined ? setCookieTexts.unreadable : setCookieTexts.compressed}
          </p>
        ) : null}
        <code>{signed.text ?? (line.session?.data === undefined ? '' : JSON.stringify(line.session.data))}</code>
      </div>
      <div data-part="time">
        <b>{setCookieTexts.signedAt}</b>
        <code>{dateTime(signed.signedAt)}</code>
        {lifetime === undefined ? null : (
          <p className="mute">{setCookieTexts.validUntil(signed.signedAt + lifetime * 1000)}</p>
        )}
      </div>
      <div data-part="signature">
        <b>{setCookieTexts.signature}</b>
        {/* The panel never has the key: it says what the counter said of its own line. */}
        {line.session === undefined ? (
          <p className="mute">{setCookieTexts.notVerified}</p>
        ) : (
          <p className="ok">✓ {setCookieTexts.signedByCounter}</p>
        )}
      </div>
    </div>
  )
}
