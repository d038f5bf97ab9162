import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { isJsonObject, parseJsonObject } from '../../../shared/base/parse-json.ts'
import { saidIn } from '../../../shared/cookie/readers/cookie-parts.ts'
import { bytesIn, hmac, isWritten } from '../digests.ts'
import { decodings, type Secret } from '../secret.ts'
import { firstOf, type Derivation, type Opened } from '../trial.ts'

/** A JWT: HMAC with a secret, or a signature that the public key verifies (RFC 7518 §3). */
export const jwt: Derivation = ({ decoded, secret }) => {
  const [, head = '', claims = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(decoded) ?? []
  const { data } = head === '' ? {} : saidIn(head, 'url')
  const algorithm = isJsonObject(data) ? data['alg'] : undefined
  if (typeof algorithm !== 'string' || signature === '') return undefined
  const [, family = '', bits = ''] = /^(HS|RS|PS|ES|EdDSA)(256|384|512)?$/.exec(algorithm) ?? []
  const signed = `${head}.${claims}`
  if (family === 'HS') return verifyHmac(secret, signed, signature, bits)
  return family === '' ? undefined : verifyPublic(secret, signed, signature, { family, bits, algorithm })
}

const verifyHmac = (secret: Secret, signed: string, signature: string, bits: string): Opened | undefined => {
  const keys = [
    { key: secret.bytes, how: 'secret' },
    ...decodings(secret.text).map((key) => ({ key, how: 'decoded secret' })),
  ]
  return firstOf(keys, ({ key, how }) =>
    bits !== '' && isWritten(signature, hmac(`sha${bits}`, key, signed), 'base64url')
      ? { derivation: `JWT: HMAC-SHA${bits}(${how}, head.claims)` }
      : undefined,
  )
}

interface Scheme {
  readonly family: string
  readonly bits: string
  readonly algorithm: string
}

const verifyPublic = (
  secret: Secret,
  signed: string,
  signature: string,
  { family, bits, algorithm }: Scheme,
): Opened | undefined => {
  const key = publicKeyOf(secret.text)
  const bytes = bytesIn(signature, 'base64url')
  if (key === undefined || bytes === undefined || !kinds[family]?.includes(key.asymmetricKeyType ?? ''))
    return undefined
  const digest = family === 'EdDSA' ? null : `sha${bits}`
  const options =
    family === 'PS'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING }
      : family === 'ES'
        ? { dsaEncoding: 'ieee-p1363' as const }
        : {}
  return verify(digest, Buffer.from(signed), { key, ...options }, bytes)
    ? { derivation: `JWT: ${algorithm} with this public key` }
    : undefined
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  RS: ['rsa'],
  PS: ['rsa', 'rsa-pss'],
  ES: ['ec'],
  EdDSA: ['ed25519', 'ed448'],
}

// PEM of a key or a certificate, or a JSON web key.
const publicKeyOf = (text: string): KeyObject | undefined => {
  const jwk = text.trimStart().startsWith('{') ? parseJsonObject(text) : undefined
  if (jwk === undefined && !text.includes('-----BEGIN')) return undefined
  try {
    return jwk === undefined ? createPublicKey(text) : createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}
