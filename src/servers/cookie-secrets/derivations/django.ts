import { createHash } from 'node:crypto'
import { bytesOfBase64, digestOfSize, hmac, isWritten } from '../digests.ts'
import { firstOf, type Derivation, type Trial } from '../trial.ts'

interface Scheme {
  readonly salt: string
  /** `get_cookie_signer` puts this before the secret. */
  readonly prefix: '' | 'django.http.cookies'
  readonly whose: string
  readonly format?: string
}

/** Everything that Django signs with its `TimestampSigner`. */
export const django: Derivation = (trial) => {
  const [, signed, signature] = /^([^]*:[\dA-Za-z]{6}):([\w-]{43}|[\w-]{27})$/.exec(trial.value) ?? []
  const digest = signature === undefined ? undefined : digestOfSize(bytesOfBase64(signature))
  if (signed === undefined || signature === undefined || digest === undefined) return undefined
  return firstOf(schemesFor(trial), ({ salt, prefix, whose, format }) => {
    const key = createHash(digest).update(`${salt}signer${prefix}`).update(trial.secret.bytes).digest()
    if (!isWritten(signature, hmac(digest, key, signed), 'base64url')) return undefined
    return {
      ...(format === undefined ? {} : { format }),
      ...(format === 'django-signed-cookie' ? { data: signed.slice(0, signed.lastIndexOf(':')) } : {}),
      derivation: `${whose}: key = ${digest.toUpperCase()}(${JSON.stringify(salt)} + "signer" + ${prefix === '' ? '' : `"${prefix}" + `}SECRET_KEY), HMAC-${digest.toUpperCase()}`,
    }
  })
}

const schemesFor = ({ name, salts }: Trial): Scheme[] => [
  {
    salt: 'django.contrib.sessions.backends.signed_cookies',
    prefix: '',
    whose: 'Django session',
    format: 'django-signed-cookies',
  },
  {
    salt: 'django.contrib.sessions.SessionStore',
    prefix: '',
    whose: 'Django session row',
    format: 'django-session-row',
  },
  {
    salt: 'django.contrib.messages',
    prefix: 'django.http.cookies',
    whose: 'Django messages',
    format: 'django-messages',
  },
  { salt: 'django.contrib.messages', prefix: '', whose: 'Django messages', format: 'django-messages' },
  ...['', ...salts].flatMap((salt) => signedCookieSchemes(salt, name)),
  ...['django.core.signing', 'django.core.signing.TimestampSigner', ...salts].map((salt) => ({
    salt,
    prefix: '' as const,
    whose: 'Django signing',
  })),
]

// The salt was changed in 5.2.17; `SIGNED_COOKIE_LEGACY_SALT_FALLBACK` accepts the older one.
const signedCookieSchemes = (salt: string, name: string): Scheme[] => {
  const common = { prefix: 'django.http.cookies', format: 'django-signed-cookie' } as const
  return [
    {
      ...common,
      salt: `django.http.cookies.v2:${Array.from(salt).length}:${salt}${name}`,
      whose: 'Django set_signed_cookie (5.2.17 and later)',
    },
    { ...common, salt: `${name}${salt}`, whose: 'Django set_signed_cookie (before 5.2.17)' },
    { ...common, salt, whose: 'Django set_signed_cookie' },
  ]
}
