import { digestOfSize, hmac, isWritten } from '../digests.ts'
import { firstOf, type Derivation } from '../trial.ts'

/** Mojolicious' signed cookies; SHA-1 before 9, and once over the value alone. */
export const mojolicious: Derivation = ({ name, value, secret }) => {
  const [, text, signature = ''] = /^([^]+)--([\da-f]{64}|[\da-f]{40})$/.exec(value) ?? []
  const digest = digestOfSize(signature.length / 2)
  if (text === undefined || digest === undefined) return undefined
  // SHA-1 over the value alone is Rack's, too, unless this format's own padding tells.
  const messages =
    digest === 'sha256' ? [`${name}=${text}`] : [`${name}=${text}`, ...(text.endsWith('-') ? [text] : [])]
  return firstOf(messages, (message) =>
    isWritten(signature, hmac(digest, secret.bytes, message), 'hex')
      ? {
          derivation: `Mojolicious: HMAC-${digest.toUpperCase()}(secret, ${message === text ? 'value' : '"NAME=VALUE"'})`,
        }
      : undefined,
  )
}
