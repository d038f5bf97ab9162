import { createHash } from 'node:crypto'
import { isJsonObject } from '../../../shared/base/parse-json.ts'
import { at, saidBy, secondsAsMoment } from '../../../shared/cookie/readers/cookie-parts.ts'
import { bytesIn, decryptAes, digestOfSize, hmac, isWritten } from '../digests.ts'
import { keysIn } from '../secret.ts'
import { firstOf, type Derivation } from '../trial.ts'

/** Tornado's signed cookies, both versions. */
export const tornado: Derivation = ({ name, value, secret }) => {
  const [, second, signature] = /^(2\|[^]*\|)([\da-f]{64})$/.exec(value) ?? []
  if (second !== undefined && signature !== undefined) {
    // The fields say which name they were made for.
    const isOwn = second.includes(`|${Buffer.byteLength(name)}:${name}|`)
    if (!isWritten(signature, hmac('sha256', secret.bytes, second), 'hex')) return undefined
    const derivation = 'Tornado: HMAC-SHA256(cookie_secret, all fields before it)'
    return isOwn ? { derivation } : { derivation, refusal: 'Tornado made it for a cookie of another name' }
  }
  const [, payload = '', time = '', first = ''] = /^([A-Za-z\d+/=]*)\|(\d+)\|([\da-f]{40})$/.exec(value) ?? []
  return first !== '' && isWritten(first, hmac('sha1', secret.bytes, name, payload, time), 'hex')
    ? { derivation: 'Tornado, first version: HMAC-SHA1(cookie_secret, name + value + time)' }
    : undefined
}

/** Pyramid's signed session. */
export const pyramidSession: Derivation = ({ value, secret, salts }) => {
  const bytes = /^[\w-]{90,}={0,2}$/.test(value) ? bytesIn(value, 'base64url') : undefined
  if (bytes === undefined) return undefined
  const [mac, session] = [bytes.subarray(0, 64), bytes.subarray(64)]
  return firstOf(['pyramid.session.', ...salts], (salt) =>
    hmac('sha512', Buffer.concat([Buffer.from(salt), secret.bytes]), session).equals(mac)
      ? { format: 'pyramid-signed', derivation: `Pyramid: HMAC-SHA512(${JSON.stringify(salt)} + secret, session)` }
      : undefined,
  )
}

/** auth_tkt as Pyramid and Paste write it: a digest of a digest, without the visitor's address. */
export const authTicket: Derivation = ({ value, secret }) => {
  const [, digest = '', time = '', rest = ''] =
    /^([\da-f]{128}|[\da-f]{64}|[\da-f]{32})([\da-f]{8})([^]+)$/.exec(value) ?? []
  const algorithm = digestOfSize(digest.length / 2)
  const [user, ...fields] = rest.split('!')
  if (algorithm === undefined || user === undefined || fields.length === 0) return undefined
  const [tokens, data] = fields.length > 1 ? [fields[0] ?? '', fields.slice(1).join('!')] : ['', fields[0] ?? '']
  const head = Buffer.alloc(8)
  head.writeUInt32BE(Number.parseInt(time, 16), 4)
  const hash = (...parts: readonly (string | Uint8Array)[]): Buffer => {
    const made = createHash(algorithm)
    for (const part of parts) made.update(part)
    return made.digest()
  }
  const userId = unquoted(user)
  const inner = hash(head, secret.bytes, userId, '\0', tokens, '\0', data).toString('hex')
  return isWritten(digest, hash(inner, secret.bytes), 'hex')
    ? {
        format: 'pyramid-auth-tkt',
        derivation: `auth_tkt: ${algorithm.toUpperCase()} of time, secret, user, tokens and data, and again with the secret`,
      }
    : undefined
}

const unquoted = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A Fernet token, with the session of aiohttp-session inside. */
export const fernet: Derivation = ({ value, secret }) => {
  const bytes = /^gAAAA[\w-]{60,}={0,2}$/.test(value) ? bytesIn(value, 'base64url') : undefined
  if (bytes === undefined || bytes.length < 73) return undefined
  const [all, mac] = [bytes.subarray(0, -32), bytes.subarray(-32)]
  return firstOf(keysIn(secret, 32), (key) => {
    if (!hmac('sha256', key.subarray(0, 16), all).equals(mac)) return undefined
    const plain = decryptAes('aes-128-cbc', {
      key: key.subarray(16),
      iv: bytes.subarray(9, 25),
      ciphertext: all.subarray(25),
    })
    const { says, data = says } = saidBy(plain)
    const derivation = 'Fernet: the first 16 bytes of the key sign (HMAC-SHA256), the others encrypt (AES-128-CBC)'
    if (!isJsonObject(data) || !isJsonObject(data['session']))
      return { derivation, ...(data === undefined ? {} : { data }) }
    return {
      format: 'aiohttp-session-fernet',
      derivation,
      data: data['session'],
      ...at('signedAt', secondsAsMoment(Number(bytes.readBigUInt64BE(1)))),
    }
  })
}

/** Bottle's signed cookie; MD5 before 0.13. */
export const bottle: Derivation = ({ value, secret }) => {
  const [, signature = '', payload = ''] = /^!([A-Za-z\d+/]+={0,2})\?([A-Za-z\d+/]+={0,2})$/.exec(value) ?? []
  const digest = signature.length === 44 ? 'sha256' : 'md5'
  return signature !== '' && isWritten(signature, hmac(digest, secret.bytes, payload), 'base64')
    ? { derivation: `Bottle: HMAC-${digest.toUpperCase()}(secret, pickle in base64)` }
    : undefined
}

/** Beaker's signed id. */
export const beaker: Derivation = ({ value, secret }) => {
  const [, signature = '', id = ''] = /^([\da-f]{40})([\da-f]{32})$/.exec(value) ?? []
  return signature !== '' && isWritten(signature, hmac('sha1', secret.bytes, id), 'hex')
    ? { format: 'beaker-id', derivation: 'Beaker: HMAC-SHA1(secret, id)' }
    : undefined
}
