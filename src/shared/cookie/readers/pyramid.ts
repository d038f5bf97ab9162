import { decodeBase64Url, decodePaddedBase64Url, decodeUtf8 } from '../../base/base64url.ts'
import { parseJson } from '../../base/parse-json.ts'
import { at, partsOf, saidBy, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * Pyramid's `SignedCookieSessionFactory`: base64 of 64 bytes of HMAC-SHA512 and `[accessed, created, data]`; and the tickets of
 * `AuthTktCookieHelper`, in the form of Apache's mod_auth_tkt.
 */
export const pyramidReader: CookieReader = {
  format: 'pyramid-signed',
  label: 'Pyramid session',
  variants: { 'pyramid-auth-tkt': 'Pyramid authentication ticket (auth_tkt)' },
  read: (value) => readSession(value) ?? readTicket(value),
}

const readSession = (value: string): CookieReading | undefined => {
  const bytes = /^[\w-]{90,}={0,2}$/.test(value) ? decodePaddedBase64Url(value) : undefined
  // `[`
  if (bytes?.[64] !== 0x5b) return undefined
  const text = decodeUtf8(bytes.subarray(64))
  const content = text === undefined ? undefined : parseJson(text)
  if (text === undefined || !Array.isArray(content) || content.length !== 3) return undefined
  const [accessed, created, data] = content
  if (data === undefined || typeof accessed !== 'number' || typeof created !== 'number') return undefined
  return {
    format: 'pyramid-signed',
    certainty: 'likely',
    kind: 'signed',
    purpose: 'session',
    parts: partsOf(value, ['data', 'signature and session', value, { says: text }]),
    data,
    ...at('signedAt', secondsAsMoment(accessed)),
  }
}

const readTicket = (value: string): CookieReading | undefined => {
  const [, digest, time = '', user = '', rest = ''] =
    /^([\da-f]{128}|[\da-f]{64}|[\da-f]{32})([\da-f]{8})([^!]+)!([^]*)$/.exec(value) ?? []
  if (digest === undefined) return undefined
  const name = userOf(user, rest)
  return {
    format: 'pyramid-auth-tkt',
    certainty: 'likely',
    kind: 'signed',
    purpose: 'session',
    parts: partsOf(
      value,
      ['signature', 'digest', digest, { id: 'signature' }],
      ['time', 'time', time],
      ['data', 'user', user, { says: name }],
      ...(rest === '' ? [] : ([['value', 'tokens and data', rest]] as const)),
    ),
    data: { user: /userid_type:int/.test(rest) && /^\d{1,15}$/.test(name) ? Number(name) : name },
    ...at('signedAt', secondsAsMoment(Number.parseInt(time, 16))),
  }
}

const userOf = (user: string, rest: string): string => {
  const written = decoded(user)
  if (!/userid_type:b64(?:unicode|str)/.test(rest)) return written
  return saidBy(decodeBase64Url(written.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))).says ?? written
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
