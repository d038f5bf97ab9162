import { isJsonObject } from '../../base/parse-json.ts'
import { at, partsOf, saidIn, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/**
 * Mojolicious' signed cookies: the value, `--`, and its HMAC in hexadecimal (SHA-256; SHA-1 before 9). Its session is JSON in base64 with
 * `-` for `=`.
 */
export const mojoliciousReader: CookieReader = {
  format: 'mojolicious',
  label: 'Mojolicious session',
  variants: { 'mojolicious-signed-cookie': 'Mojolicious signed cookie' },
  read: (value) => {
    const [, text, signature = ''] = /^([^]+)--([\da-f]{64}|[\da-f]{40})$/.exec(value) ?? []
    if (text === undefined) return undefined
    const base64 = text.replace(/-+$/, (padding) => '='.repeat(padding.length))
    const { says, data } = /^[A-Za-z\d+/]+={0,2}$/.test(base64) ? saidIn(base64, 'standard') : {}
    const isSession = isJsonObject(data) && !('_rails' in data)
    if (isOfRails(text, signature, says, isSession && 'expires' in data)) return undefined
    return {
      format: isSession ? 'mojolicious' : 'mojolicious-signed-cookie',
      certainty: signature.length === 64 || isSession ? 'likely' : 'possible',
      kind: 'signed',
      ...(isSession ? { purpose: 'session' } : {}),
      parts: partsOf(
        value,
        ['data', 'value', text, { says: isSession && says !== undefined ? says : text }],
        [
          'signature',
          signature.length === 64 ? 'signature (HMAC-SHA256)' : 'signature (HMAC-SHA1)',
          signature,
          { id: 'signature' },
        ],
      ),
      data: isSession ? data : text,
      ...at('expiresAt', isSession ? secondsAsMoment(data['expires']) : undefined),
    }
  },
}

// Base64 that is JSON, an envelope, an encrypted message or Marshal, without this format's own signs, is Rails' or Rack's.
const isOfRails = (text: string, signature: string, says = '', hasEnd: boolean): boolean => {
  if (says.startsWith('{"_rails":') || /--[A-Za-z\d+/]{22}==$/.test(says)) return true
  if (signature.length === 64 || text.endsWith('-') || hasEnd) return false
  return text.startsWith('BAh') || saidIn(text, 'standard').data !== undefined
}
