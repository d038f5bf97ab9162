import { at, partsOf, saidBy, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'
import { decodePaddedBase64Url } from '../../base/base64url.ts'

/**
 * Symfony's remember-me (`RememberMeDetails`): the user's class, name and end, an HMAC-SHA256 of name and end, and a digest of what must not
 * change meanwhile, such as the password.
 */
export const symfonyReader: CookieReader = {
  format: 'symfony-rememberme',
  label: 'Symfony remember-me',
  read: (value) => {
    const [, className = '', user, expiry = '', signature = '', digest = ''] = shape.exec(value) ?? []
    if (user === undefined) return undefined
    const { says } = saidBy(decodePaddedBase64Url(user.replaceAll('~', '=')))
    if (says === undefined) return undefined
    return {
      format: 'symfony-rememberme',
      certainty: 'likely',
      kind: 'signed',
      purpose: 'remember',
      parts: partsOf(
        value,
        ...(className === '' ? [] : ([['value', 'class', className]] as const)),
        ['data', 'user', user, { says }],
        ['time', 'expires', expiry],
        ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
        ['value', 'digest of the password', digest, { id: 'digest' }],
      ),
      data: { class: className, user: says, expires: Number(expiry) },
      ...at('expiresAt', secondsAsMoment(Number(expiry))),
    }
  },
}

const shape = /^([A-Za-z_][\w.]*|):([\w-]+~{0,2}):(\d{9,11}):([\w-]{43}~)([\w-]{43}~)$/
