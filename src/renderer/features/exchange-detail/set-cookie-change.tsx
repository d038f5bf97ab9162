import { textDifference } from '../../../shared/base/difference.ts'
import type { ReceivedSetCookie } from '../../../shared/folds/set-cookie-lines.ts'
import { dataOf, modeOf } from '../../../shared/cookie/set-cookie-comparison.ts'
import { takeApart } from '../../../shared/cookie/signed-value.ts'
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

// The parts that a reader can compare, by name.
const partsOf = (line: ReceivedSetCookie): ReadonlyMap<string, string> => {
  const { parts } = setCookieTexts
  const data = dataOf(line)
  const signed = takeApart(line.cookie.value)
  const payload: [string, string][] =
    data === undefined ? [] : [[modeOf(line) === 'client-side' ? parts.payload : parts.stored, JSON.stringify(data)]]
  if (signed === undefined) return new Map([[parts.value, line.cookie.value], ...payload])
  return new Map([...payload, [parts.time, time.format(signed.signedAt)], [parts.signature, signed.signature]])
}

const attributesOf = ({ cookie }: ReceivedSetCookie): string =>
  cookie.attributes.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join('; ')
