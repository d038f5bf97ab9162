import type { CookiePart, CookieReading } from '../../../shared/cookie/readers/cookie-reading.ts'
import type { SetCookie } from '../../../shared/cookie/split-set-cookie.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { useView } from '../../client/use-view.ts'
import { dateTime } from '../../texts/wording.ts'
import { setCookieTexts } from './set-cookie-texts.ts'

/** A Set-Cookie line as it was sent, each part of its value in its colour. */
export const CookiePartsText = ({
  cookie: { raw, value, valueAt },
  reading: { parts },
}: {
  readonly cookie: SetCookie
  readonly reading: CookieReading
}) => (
  <code className="set-cookie-text cookie-parts-text">
    {raw.slice(0, valueAt)}
    {parts.map(({ id, role, text, at }, index) => (
      <span key={id}>
        {value.slice(endOf(parts[index - 1]), at)}
        <span data-role={role}>{text}</span>
      </span>
    ))}
    {value.slice(endOf(parts.at(-1)))}
    {raw.slice(valueAt + value.length)}
  </code>
)

const endOf = (part: CookiePart | undefined): number => (part === undefined ? 0 : part.at + part.text.length)

interface CookiePartsProps {
  readonly line: ReceivedSetCookie
  readonly reading: CookieReading
}

/** What each part of a value says. */
export const CookieParts = ({ line, reading }: CookiePartsProps) => (
  <div className="cookie-parts">
    {reading.parts.map((part) => (
      <div key={part.id} data-role={part.role}>
        <b>{setCookieTexts.partTitle(part, reading)}</b>
        <PartText part={part} reading={reading} line={line} />
      </div>
    ))}
  </div>
)

interface PartTextProps extends CookiePartsProps {
  readonly part: CookiePart
}

const PartText = ({ part, reading, line }: PartTextProps) => {
  if (part.role === 'data') return <DataPart part={part} session={line.session} />
  if (part.role === 'time' && reading.signedAt !== undefined) return <TimePart signedAt={reading.signedAt} />
  if (part.role === 'signature') return <SignaturePart session={line.session} />
  return <code>{part.says ?? part.text}</code>
}

const DataPart = ({ part, session }: { readonly part: CookiePart; readonly session: ReceivedSetCookie['session'] }) => {
  const known = session?.data === undefined ? undefined : JSON.stringify(session.data)
  return (
    <>
      {part.isCompressed === true ? (
        <p className="mute">{known === undefined ? setCookieTexts.unreadable : setCookieTexts.compressed}</p>
      ) : null}
      <code>{part.says ?? known ?? ''}</code>
    </>
  )
}

const TimePart = ({ signedAt }: { readonly signedAt: number }) => {
  const lab = useView(labFold)
  const lifetime = lab.state === 'known' ? lab.settings.PERMANENT_SESSION_LIFETIME : undefined
  return (
    <>
      <code>{dateTime(signedAt)}</code>
      {lifetime === undefined ? null : <p className="mute">{setCookieTexts.validUntil(signedAt + lifetime * 1000)}</p>}
    </>
  )
}

// The panel never has the key: it says what the counter said of its own line.
const SignaturePart = ({ session }: { readonly session: ReceivedSetCookie['session'] }) =>
  session === undefined ? (
    <p className="mute">{setCookieTexts.notVerified}</p>
  ) : (
    <p className="ok">✓ {setCookieTexts.signedByCounter}</p>
  )
