import type { Json } from '../../../shared/base/json.ts'
import { parseJsonObject } from '../../../shared/base/parse-json.ts'
import { at, momentOf, saidBy } from '../../../shared/cookie/readers/cookie-parts.ts'
import { decodePhp } from '../../../shared/cookie/terms/php.ts'
import { bytesIn, decryptAes, hmac, isWritten } from '../digests.ts'
import { keysIn } from '../secret.ts'
import { firstOf, type Derivation, type Opened, type Trial } from '../trial.ts'

/** Laravel's encrypted cookies: AES-CBC with a signature, or AES-GCM. What is inside begins with an HMAC of the cookie's name. */
export const laravel: Derivation = (trial) => {
  const box = boxIn(trial.decoded)
  if (box === undefined) return undefined
  return firstOf(keysIn(trial.secret, 32, 16), (key) => {
    const plain = box.tag.length > 0 ? openGcm(box, key) : openCbc(box, key)
    const cipher = `AES-${key.length * 8}-${box.tag.length > 0 ? 'GCM' : 'CBC'}`
    return plain && { ...contentOf(plain, key, trial), derivation: `Laravel: ${cipher} with APP_KEY` }
  })
}

interface Box {
  readonly iv: string
  readonly value: string
  readonly mac: string
  readonly tag: string
}

// Only as PHP writes it: whatever else stood there, nothing would sign it.
const boxIn = (text: string): Box | undefined => {
  const json = text.startsWith('eyJ') ? bytesIn(text, 'base64')?.toString() : undefined
  const fields = json === undefined ? undefined : parseJsonObject(json)
  if (json === undefined || fields === undefined) return undefined
  const { iv, value, mac, tag = '' } = fields
  if (!isText(iv) || !isText(value) || !isText(mac) || !isText(tag)) return undefined
  const written = JSON.stringify(fields)
  const keys = Object.keys(fields).join()
  const isWhole = json === written || json === written.replaceAll('/', '\\/')
  return isWhole && (keys === 'iv,value,mac,tag' || keys === 'iv,value,mac') ? { iv, value, mac, tag } : undefined
}

const isText = (field: Json | undefined): field is string => typeof field === 'string'

const openCbc = ({ iv, value, mac }: Box, key: Buffer): Buffer | undefined =>
  isWritten(mac, hmac('sha256', key, iv + value), 'hex')
    ? decryptAes(`aes-${key.length * 8}-cbc`, {
        key,
        iv: Buffer.from(iv, 'base64'),
        ciphertext: Buffer.from(value, 'base64'),
      })
    : undefined

const openGcm = (box: Box, key: Buffer): Buffer | undefined => {
  const [iv, ciphertext, tag] = [box.iv, box.value, box.tag].map((field) => bytesIn(field, 'base64'))
  if (box.mac !== '' || iv?.length !== 12 || tag?.length !== 16 || ciphertext === undefined) return undefined
  return decryptAes(`aes-${key.length * 8}-gcm`, { key, iv, ciphertext, tag })
}

const contentOf = (plain: Buffer, key: Buffer, { name, reading }: Trial): Omit<Opened, 'derivation'> => {
  const [, prefix, rest] = /^([\da-f]{40})\|([^]*)$/.exec(plain.toString()) ?? []
  const expected = hmac('sha1', key, `${name}v2`).toString('hex')
  const text = rest ?? textOf(plain)
  return {
    ...meaningOf(text, reading.format),
    ...(prefix === undefined || prefix === expected
      ? {}
      : { refusal: 'Laravel made it for a cookie of another name, and takes it under no other' }),
  }
}

// Before 5.8 the text was serialized, and had no prefix.
const textOf = (plain: Buffer): string => {
  const { data } = decodePhp(plain)
  return typeof data === 'string' ? data : (saidBy(plain).says ?? plain.toString('latin1'))
}

const meaningOf = (text: string, format: string): Omit<Opened, 'derivation'> => {
  if (format === 'laravel-xsrf') return { data: { token: text } }
  const [id = '', token, passwordHash] = text.split('|')
  if (format === 'laravel-remember' && token !== undefined) {
    return { data: { id, token, ...(passwordHash === undefined ? {} : { passwordHash }) } }
  }
  if (/^[A-Za-z\d]{40}$/.test(text)) return { format: 'laravel-session', data: { id: text } }
  const session = parseJsonObject(text)
  if (session === undefined || typeof session['data'] !== 'string') return { data: session ?? text }
  const json = parseJsonObject(session['data'])
  const inner = json === undefined ? decodePhp(Buffer.from(session['data'])) : { data: json }
  const expires = session['expires']
  return {
    format: 'laravel-cookie-session',
    ...inner,
    ...at('expiresAt', typeof expires === 'number' ? momentOf(expires * 1000) : undefined),
  }
}

/** Symfony's remember-me: what it signs is the digest of the password, the end and the user; not the class. */
export const symfony: Derivation = ({ decoded, secret }) => {
  const [, user = '', expiry = '', signature = '', field = ''] =
    /^(?:[A-Za-z_][\w.]*|):([\w-]+~{0,2}):(\d+):([\w-]{43}~)([\w-]{43}~)$/.exec(decoded) ?? []
  const name = bytesIn(user.replace(/~+$/, ''), 'base64url')
  if (name === undefined || signature === '') return undefined
  const message = `${field}:${expiry}:${name.toString()}`
  return isWritten(signature.slice(0, -1), hmac('sha256', secret.bytes, message), 'base64url')
    ? { derivation: 'Symfony: HMAC-SHA256(kernel.secret, digest:expires:user); the class is not covered' }
    : undefined
}

/** WordPress' login cookies: the key is made of the keys in wp-config.php and four characters of the password's hash. */
export const wordpress: Derivation = ({ decoded, secret, passwordHash = secret.named['userPassword'] }) => {
  const [, user, expiry = '', token = '', signature = ''] =
    /^([^|]+)\|(\d+)\|([A-Za-z\d]{43})\|([\da-f]{64})$/.exec(decoded) ?? []
  if (user === undefined || passwordHash === undefined) return undefined
  const salt = `${secret.named['key'] ?? ''}${secret.named['salt'] ?? ''}`
  return firstOf(new Set([passwordHash.slice(8, 12), passwordHash.slice(-4)]), (fragment) => {
    const key = hmac('md5', salt === '' ? secret.bytes : salt, `${user}|${fragment}|${expiry}|${token}`).toString('hex')
    return isWritten(signature, hmac('sha256', key, `${user}|${expiry}|${token}`), 'hex')
      ? {
          derivation:
            'WordPress: key = HMAC-MD5(KEY + SALT, user|part of the password hash|expires|token), HMAC-SHA256',
        }
      : undefined
  })
}
