import { bytesOfBase64, digestOfSize, hmac, isWritten } from '../digests.ts'
import type { Derivation } from '../trial.ts'
import { saidIn } from '../../../shared/cookie/readers/cookie-parts.ts'
import { isJsonObject } from '../../../shared/base/parse-json.ts'

/** `VALUE.SIGNATURE` as cookie-signature writes it: Express (behind `s:`), Fastify, React Router; with padding Hono and better-auth. */
export const cookieSignature: Derivation = ({ decoded, secret }) => {
  const [, signed, signature] = /^(?:s:)?([^]*)\.([A-Za-z\d+/]{43}=?)$/.exec(decoded) ?? []
  if (signed === undefined || signature === undefined) return undefined
  return isWritten(signature, hmac('sha256', secret.bytes, signed), 'base64')
    ? { derivation: 'cookie-signature: HMAC-SHA256(secret, value)' }
    : undefined
}

/** `NAME.sig` as keygrip writes it: cookie-session, koa-session. */
export const keygrip: Derivation = ({ name, value, signature, secret }) => {
  const digest = signature === undefined ? undefined : digestOfSize(bytesOfBase64(signature))
  if (signature === undefined || digest === undefined) return undefined
  return isWritten(signature, hmac(digest, secret.bytes, `${name}=${value}`), 'base64url')
    ? { derivation: `keygrip: HMAC-${digest.toUpperCase()}(key, "NAME=VALUE")` }
    : undefined
}

/** The cached session of better-auth, which has its signature inside. */
export const betterAuthCache: Derivation = ({ decoded, secret }) => {
  if (!/^eyJ[\w-]+$/.test(decoded)) return undefined
  const { says, data } = saidIn(decoded, 'url')
  if (!isJsonObject(data) || JSON.stringify(data) !== says) return undefined
  const { session, expiresAt, signature, ...others } = data
  if (!isJsonObject(session) || typeof signature !== 'string' || Object.keys(others).length > 0) return undefined
  const message = JSON.stringify({ ...session, expiresAt: expiresAt ?? null })
  return isWritten(signature, hmac('sha256', secret.bytes, message), 'base64url')
    ? {
        format: 'better-auth-session-data',
        derivation: 'better-auth: HMAC-SHA256(secret, JSON of session and expiresAt)',
      }
    : undefined
}
