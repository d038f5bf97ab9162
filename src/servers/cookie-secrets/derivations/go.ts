import { innerOf, openSecureCookie } from '../../../shared/cookie/readers/gorilla.ts'
import type { Decoded } from '../../../shared/cookie/terms/term-bytes.ts'
import { bytesIn, decryptAes, hmac } from '../digests.ts'
import { decodings, keysIn } from '../secret.ts'
import { firstOf, type Derivation, type Opened, type Trial } from '../trial.ts'

/** gorilla/securecookie: one key signs, a second one may encrypt. */
export const gorilla: Derivation = (trial) => {
  const cookie = openSecureCookie(trial.value)
  if (cookie === undefined || bytesIn(trial.value, 'base64url') === undefined) return undefined
  const message = `${trial.name}|${cookie.seconds}|${cookie.text}`
  const mac = Buffer.from(cookie.mac, 'latin1')
  const keys = [trial.secret.bytes, ...decodings(trial.secret.text)]
  if (!keys.some((key) => hmac('sha256', key, message).equals(mac))) return undefined
  const derivation = 'gorilla/securecookie: HMAC-SHA256(hash key, name|seconds|value)'
  return trial.reading.kind === 'encrypted' ? decrypted(trial, cookie.text, derivation) : { derivation }
}

const decrypted = ({ secrets }: Trial, text: string, derivation: string): Opened => {
  const bytes = Buffer.from(text, 'base64url')
  const keys = secrets.flatMap((secret) => keysIn(secret, 16, 24, 32))
  const opened = firstOf(keys, (key) => {
    const plain = decryptAes(`aes-${key.length * 8}-ctr`, {
      key,
      iv: bytes.subarray(0, 16),
      ciphertext: bytes.subarray(16),
    })
    const decoded: Decoded = plain === undefined ? {} : innerOf(plain).decoded
    return decoded.data === undefined
      ? undefined
      : { ...decoded, derivation: `${derivation}, AES-${key.length * 8}-CTR(block key)` }
  })
  return opened ?? { derivation, notDecoded: 'It is encrypted with a second key, the block key.' }
}
