import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual, type CipherGCMTypes } from 'node:crypto'

export type Bytes = string | Uint8Array

/** An HMAC (RFC 2104). */
export const hmac = (digest: string, key: Bytes, ...message: readonly Bytes[]): Buffer => {
  const mac = createHmac(digest, key)
  for (const part of message) mac.update(part)
  return mac.digest()
}

/** Whether a text is the very one that stands for some bytes: others may stand for the same, but nobody wrote them. */
export const isWritten = (text: string, bytes: Buffer, encoding: 'hex' | 'base64' | 'base64url'): boolean => {
  const expected = Buffer.from(bytes.toString(encoding))
  const given = Buffer.from(encoding === 'base64' ? padded(text) : text)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const padded = (text: string): string => text + '='.repeat((4 - (text.length % 4)) % 4)

/** The bytes of a text in base64, padded or not, if it is the text that one writes for them. */
export const bytesIn = (text: string, encoding: 'base64' | 'base64url'): Buffer | undefined => {
  const bare = text.replace(/={1,2}$/, '')
  if (bare !== text && text.length % 4 !== 0) return undefined
  const bytes = Buffer.from(bare, encoding)
  return bytes.toString(encoding).replace(/=+$/, '') === bare ? bytes : undefined
}

/** The digest that makes a signature of so many bytes. */
export const digestOfSize = (length: number): string | undefined => digests[length]

const digests: Readonly<Record<number, string>> = { 16: 'md5', 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' }

/** Bytes that a base64 text without padding stands for. */
export const bytesOfBase64 = (text: string): number => (text.length * 3) >> 2

/** PBKDF2 (RFC 8018 §5.2). */
export const pbkdf2 = (secret: Bytes, salt: Bytes, rounds: number, length: number, digest: string): Buffer =>
  pbkdf2Sync(secret, salt, rounds, length, digest)

/** Decrypts with AES; undefined where the padding or the tag do not fit. */
export const decryptAes = (algorithm: string, { key, iv, ciphertext, tag, aad }: AesInput): Buffer | undefined => {
  try {
    if (tag === undefined) {
      const cipher = createDecipheriv(algorithm, key, iv)
      return Buffer.concat([cipher.update(ciphertext), cipher.final()])
    }
    const cipher = createDecipheriv(algorithm as CipherGCMTypes, key, iv, { authTagLength: 16 })
    cipher.setAuthTag(tag)
    if (aad !== undefined) cipher.setAAD(aad)
    return Buffer.concat([cipher.update(ciphertext), cipher.final()])
  } catch {
    return undefined
  }
}

export interface AesInput {
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
  readonly tag?: Uint8Array
  readonly aad?: Uint8Array
}
