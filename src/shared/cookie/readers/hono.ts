import { partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** Hono's signed cookie (`setSignedCookie`): any text and its HMAC-SHA256 in padded base64. */
export const honoReader: CookieReader = {
  format: 'hono-signed-cookie',
  label: 'Hono signed cookie',
  read: (value, { name } = { name: '' }) => {
    const [, text, signature] = /^([^]*)\.([A-Za-z\d+/]{43}=)$/.exec(value) ?? []
    if (text === undefined || signature === undefined || /better-auth|\.session_token$/.test(name)) return undefined
    return {
      format: 'hono-signed-cookie',
      certainty: 'likely',
      kind: 'signed',
      parts: partsOf(
        value,
        ['data', 'value', text, { says: text }],
        ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
      ),
      data: text,
    }
  },
}
