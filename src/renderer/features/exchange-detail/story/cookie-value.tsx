import type { CookiePart, CookieReading } from '../../../../shared/cookie/readers/cookie-reading.ts'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { LongText } from '../../../kit/long-text.tsx'
import { dateTime } from '../../../texts/wording.ts'
import { setCookieTexts } from '../set-cookie-texts.ts'

interface CookieValueProps {
  /** The whole text as it was on the wire. */
  readonly raw: string
  readonly value: string
  /** Where in the text the value begins. */
  readonly valueAt: number
  readonly reading: CookieReading
  readonly copyName: string
}

/** A cookie as it was sent, each part of its value in its colour, with a button that copies it. */
export const CookieValue = ({ raw, value, valueAt, reading, copyName }: CookieValueProps) => (
  <div className="story-value">
    <LongText>
      <code className="cookie-parts-text">
        {raw.slice(0, valueAt)}
        {reading.parts.map(({ id, role, text, at }, index) => (
          <span key={id}>
            {value.slice(endOf(reading.parts[index - 1]), at)}
            <span data-role={role}>{text}</span>
          </span>
        ))}
        {value.slice(endOf(reading.parts.at(-1)))}
        {raw.slice(valueAt + value.length)}
      </code>
    </LongText>
    <CopyButton name={copyName} text={raw} />
  </div>
)

const endOf = (part: CookiePart | undefined): number => (part === undefined ? 0 : part.at + part.text.length)

/** What the parts of a value say to anybody. */
export const CookieValueParts = ({ reading }: { readonly reading: CookieReading }) => {
  if (reading.parts.length < 2) return null
  return (
    <dl className="story-parts">
      {reading.parts.map((part) => (
        <div key={part.id} data-role={part.role}>
          <dt>{setCookieTexts.partTitle(part, reading)}</dt>
          <dd>
            <LongText>
              <code>{saysOf(part, reading)}</code>
            </LongText>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const saysOf = (part: CookiePart, { signedAt }: CookieReading): string => {
  if (part.role === 'time' && signedAt !== undefined) return dateTime(signedAt)
  if (part.isCompressed === true && part.says === undefined) return setCookieTexts.unreadable
  return part.says ?? part.text
}
