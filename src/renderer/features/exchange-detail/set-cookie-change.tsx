import { textDifference } from '../../../shared/base/difference.ts'
import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { dataOf, modeOf } from '../../../shared/exchange/set-cookie-comparison.ts'
import { readCookie } from '../../../shared/cookie/readers/cookie-readers.ts'
import type { CookiePart, CookieReading } from '../../../shared/cookie/readers/cookie-reading.ts'
import { setCookieTexts } from './set-cookie-texts.ts'
import { time } from '../../texts/wording.ts'
import { short } from '../../texts/wording.ts'

interface SetCookieChangeProps {
  readonly line: ReceivedSetCookie
  readonly previous: ReceivedSetCookie
}

/** Two Set-Cookie lines part by part: what was and what is. */
export const SetCookieChange = ({ line, previous }: SetCookieChangeProps) => {
  const [before, after] = [partsOf(previous), partsOf(line)]
  const shared = [...before.keys()].filter((part) => after.has(part))
  const isSame = attributesOf(line) === attributesOf(previous)
  return (
    <>
      <dl className="change">
        {shared.map((part) => (
          <div key={part}>
            <dt>{part}</dt>
            <dd>
              <Change before={before.get(part) ?? ''} after={after.get(part) ?? ''} />
            </dd>
          </div>
        ))}
        {isSame ? null : (
          <div>
            <dt>{setCookieTexts.parts.attributes}</dt>
            <dd>
              <Change before={attributesOf(previous)} after={attributesOf(line)} />
            </dd>
          </div>
        )}
      </dl>
      {isSame ? <p className="detail-aside">{setCookieTexts.sameAttributes(attributesOf(line))}</p> : null}
    </>
  )
}

const Change = ({ before, after }: { readonly before: string; readonly after: string }) => {
  const { head, removed, added, tail } = textDifference(before, after)
  if (removed === '' && added === '') return <span className="mute">{after}</span>
  // Texts that share next to nothing are shown whole.
  if (head.length + tail.length < after.length / 4)
    return (
      <>
        <del>{short(before, 18)}</del> <ins>{short(after, 18)}</ins>
      </>
    )
  return (
    <>
      {head}
      {removed === '' ? null : <del>{removed}</del>}
      {removed === '' || added === '' ? null : ' '}
      {added === '' ? null : <ins>{added}</ins>}
      {tail}
    </>
  )
}

// The parts that a reader can compare, by name: what is kept, and what of the value itself tells something.
const partsOf = (line: ReceivedSetCookie): ReadonlyMap<string, string> => {
  const { parts } = setCookieTexts
  const data = dataOf(line)
  const reading = readCookie(line.cookie.value)
  const kept: [string, string][] =
    data === undefined ? [] : [[modeOf(line) === 'client-side' ? parts.payload : parts.stored, JSON.stringify(data)]]
  const own = reading.parts.filter(({ role }) => role !== 'data').map((part) => ownPart(part, reading))
  return new Map(own.length === 1 ? [...own, ...kept] : [...kept, ...own])
}

const ownPart = ({ role, label, text }: CookiePart, { signedAt }: CookieReading): [string, string] => {
  const { parts } = setCookieTexts
  if (role === 'time') return [parts.time, signedAt === undefined ? text : time.format(signedAt)]
  if (role === 'signature') return [parts.signature, text]
  return role === 'id' || role === 'value' ? [parts.value, text] : [label, text]
}

const attributesOf = ({ cookie }: ReceivedSetCookie): string =>
  cookie.attributes.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join('; ')
