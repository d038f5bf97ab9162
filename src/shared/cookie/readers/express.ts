import { parseJson } from '../../base/parse-json.ts'
import { isSessionName, partsOf } from './cookie-parts.ts'
import type { CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * What Express writes: express-session's id and `res.cookie(…, { signed: true })`, both `s:value.signature` (cookie-signature), and
 * `j:` before JSON (cookie-parser), which nothing signs.
 */
export const expressReader: CookieReader = {
  format: 'express-session',
  label: 'express-session id',
  variants: { 'express-signed-cookie': 'Express signed cookie', 'express-json-cookie': 'Express JSON cookie' },
  read: (value, context = { name: '' }) => {
    if (value.startsWith('j:')) return readJsonCookie(value)
    const [, signed, signature = ''] = /^s:([^]*)\.([A-Za-z\d+/]{43})$/.exec(value) ?? []
    if (signed === undefined) return undefined
    const isId = /^[\w-]{32}$/.test(signed) || (isSessionName(context.name) && !signed.startsWith('j:'))
    return isId ? sessionOf(value, signed, signature) : signedCookie(value, signed, signature)
  },
}

const readJsonCookie = (value: string): CookieReading | undefined => {
  const text = value.slice(2)
  const data = parseJson(text)
  if (data === undefined) return undefined
  return {
    format: 'express-json-cookie',
    certainty: 'likely',
    kind: 'plain',
    parts: partsOf(value, ['data', 'JSON', text, { says: text }]),
    data,
  }
}

const sessionOf = (value: string, id: string, signature: string): CookieReading => ({
  format: 'express-session',
  certainty: 'likely',
  kind: 'id',
  purpose: 'session',
  parts: partsOf(value, ['id', 'id', id], ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }]),
  data: { id },
})

const signedCookie = (value: string, signed: string, signature: string): CookieReading => {
  const json = signed.startsWith('j:') ? parseJson(signed.slice(2)) : undefined
  return {
    format: 'express-signed-cookie',
    certainty: 'likely',
    kind: 'signed',
    parts: partsOf(
      value,
      ['data', 'value', signed, { says: signed }],
      ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
    ),
    data: json ?? signed,
  }
}
