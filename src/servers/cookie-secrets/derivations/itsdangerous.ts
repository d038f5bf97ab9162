import { createHash } from 'node:crypto'
import { bytesOfBase64, digestOfSize, hmac, isWritten, type Bytes } from '../digests.ts'
import { firstOf, type Derivation, type Trial } from '../trial.ts'

type KeyDerivation = 'hmac' | 'django-concat' | 'concat' | 'none'

/** A signer of itsdangerous: its salt, how it makes its key, and whose it is. */
interface Scheme {
  readonly salt: string
  readonly key: KeyDerivation
  readonly whose: string
  readonly format?: string
}

/** Everything that signs with itsdangerous: Flask, Starlette, Streamlit, Flask-Session, and applications by themselves. */
export const itsdangerous: Derivation = (trial) => {
  const [, signed, signature] = /^([^]+)\.([\w-]{27}|[\w-]{43}|[\w-]{64}|[\w-]{86})$/.exec(trial.value) ?? []
  const digest = signature === undefined ? undefined : digestOfSize(bytesOfBase64(signature))
  if (signed === undefined || signature === undefined || digest === undefined) return undefined
  const isTimed = /\.[\w-]{1,11}$/.test(signed) && signed.indexOf('.', 1) > 0
  return firstOf(schemesFor(trial, isTimed), ({ salt, key, whose, format }) => {
    const derived = deriveKey(key, digest, salt, trial.secret.bytes)
    if (!isWritten(signature, hmac(digest, derived, signed), 'base64url')) return undefined
    return {
      ...(format === undefined ? {} : { format }),
      derivation: `${whose}: itsdangerous with the salt ${JSON.stringify(salt)}, key derivation ${key}, HMAC-${digest.toUpperCase()}`,
    }
  })
}

const schemesFor = ({ name, salts }: Trial, isTimed: boolean): Scheme[] => [
  ...(isTimed
    ? [
        { salt: 'cookie-session', key: 'hmac', whose: 'Flask', format: 'flask' } as const,
        { salt: 'itsdangerous.Signer', key: 'django-concat', whose: 'Starlette', format: 'starlette' } as const,
        ...(name.startsWith('_streamlit')
          ? [{ salt: name, key: 'django-concat', whose: 'Streamlit', format: 'streamlit-user' } as const]
          : []),
      ]
    : [{ salt: 'flask-session', key: 'hmac', whose: 'Flask-Session', format: 'flask-session-signed' } as const]),
  ...[...salts, ...(name === '' ? [] : [name]), ...documentedSalts].flatMap((salt) =>
    keyDerivations.map((key) => ({
      salt,
      key,
      whose: 'itsdangerous',
      format: isTimed ? 'itsdangerous-urlsafe-timed' : 'itsdangerous-urlsafe',
    })),
  ),
]

// Of its own documentation, and of what is written after it.
const documentedSalts = [
  'itsdangerous',
  'itsdangerous.Signer',
  'activate',
  'auth',
  'email-confirm',
  'password-reset',
  'wtf-csrf-token',
  'quart auth',
  'remember-salt',
  'confirm-salt',
  'login-salt',
]

const keyDerivations = ['django-concat', 'hmac', 'concat', 'none'] as const

const deriveKey = (how: KeyDerivation, digest: string, salt: string, secret: Buffer): Bytes => {
  if (how === 'none') return secret
  if (how === 'hmac') return hmac(digest, secret, salt)
  const concatenated = createHash(digest).update(salt)
  if (how === 'django-concat') concatenated.update('signer')
  return concatenated.update(secret).digest()
}

/** Flask-Login's remember cookie. */
export const flaskLogin: Derivation = ({ value, secret }) => {
  const [, id, signature] = /^(.+)\|([\da-f]{128})$/.exec(value) ?? []
  if (id === undefined || signature === undefined) return undefined
  return isWritten(signature, hmac('sha512', secret.bytes, id), 'hex')
    ? { format: 'flask-login-remember', derivation: 'Flask-Login: HMAC-SHA512(SECRET_KEY, user id)' }
    : undefined
}
