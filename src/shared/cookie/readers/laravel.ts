import { isJsonObject } from '../../base/parse-json.ts'
import { isTokenName, partsOf, saidIn } from './cookie-parts.ts'
import type { CookiePurpose, CookieReader } from './cookie-reading.ts'

/**
 * Whatever Laravel's `EncryptCookies` encrypts, which is every cookie: JSON of IV, ciphertext and signature in base64. What is in it, the name
 * tells: the id of the session, the session itself, a remember-me, or the token against forged requests.
 */
export const laravelReader: CookieReader = {
  format: 'laravel-encrypted',
  label: 'Laravel cookie, encrypted',
  variants: {
    'laravel-session': 'Laravel session id, encrypted',
    'laravel-cookie-session': 'Laravel session, encrypted',
    'laravel-remember': 'Laravel remember cookie, encrypted',
    'laravel-xsrf': 'Laravel XSRF token, encrypted',
  },
  read: (value, { name } = { name: '' }) => {
    // `{"`
    if (!value.startsWith('eyJ') || !/^[A-Za-z\d+/]+={0,2}$/.test(value)) return undefined
    const { says, data } = saidIn(value, 'standard')
    if (says === undefined || !isJsonObject(data)) return undefined
    if (![data['iv'], data['value'], data['mac']].every((field) => typeof field === 'string')) return undefined
    const [format, purpose] = meaningOf(name)
    return {
      format,
      certainty: 'likely',
      kind: 'encrypted',
      ...(purpose === undefined ? {} : { purpose }),
      parts: partsOf(value, ['data', 'IV, ciphertext and signature', value, { says }]),
    }
  },
}

const meaningOf = (name: string): readonly [format: string, purpose?: CookiePurpose] => {
  if (isTokenName(name)) return ['laravel-xsrf', 'csrf']
  if (/^remember_/.test(name)) return ['laravel-remember', 'remember']
  // SESSION_DRIVER=cookie: a second cookie that has the id for its name.
  if (/^[A-Za-z\d]{40}$/.test(name)) return ['laravel-cookie-session', 'session']
  return name === '' || /sess/i.test(name) ? ['laravel-session', 'session'] : ['laravel-encrypted']
}
