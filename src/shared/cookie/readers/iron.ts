import { at, momentOf, partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/**
 * A sealed object of iron (hapi/iron, "Fe26.2"): AES-256-CBC and HMAC-SHA256 with keys made of a password. iron-session appends `~2`; what
 * else seals the same way is told by the name.
 */
export const ironReader: CookieReader = {
  format: 'hapi-iron',
  label: 'hapi session, sealed by iron',
  variants: { 'iron-session': 'iron-session', 'h3-session': 'h3, Nitro or Nuxt session' },
  read: (value, { name } = { name: '' }) => {
    const [, passwordId = '', salt, iv = '', ciphertext = '', expiry = '', macSalt = '', mac = '', version] =
      shape.exec(value) ?? []
    if (salt === undefined) return undefined
    const isH3 = /^(?:__(?:host|secure)-)?(?:h3|nuxt[-_]session|nitro[-_]session)$/i.test(name)
    return {
      format: version !== undefined ? 'iron-session' : isH3 ? 'h3-session' : 'hapi-iron',
      certainty: 'likely',
      kind: 'encrypted',
      proof: 'sealed by iron; whose session it is shows inside, if the password fits',
      purpose: 'session',
      parts: partsOf(
        value,
        ['value', 'version', 'Fe26.2'],
        ...(passwordId === '' ? [] : ([['value', 'password id', passwordId]] as const)),
        ['value', 'salt', salt],
        ['value', 'IV', iv],
        ['data', 'ciphertext', ciphertext],
        ...(expiry === '' ? [] : ([['time', 'expires', expiry]] as const)),
        ['value', 'salt of the signature', macSalt],
        ['signature', 'signature (HMAC-SHA256)', mac, { id: 'signature' }],
        ...(version === undefined ? [] : ([['value', 'iron-session version', version]] as const)),
      ),
      ...at('expiresAt', expiry === '' ? undefined : momentOf(Number(expiry))),
    }
  },
}

const shape =
  /^Fe26\.2\*(\w*)\*([\da-f]{2,128})\*([\w-]{22})\*([\w-]+)\*(\d{0,16})\*([\da-f]{2,128})\*([\w-]{43})(~\d+)?$/
