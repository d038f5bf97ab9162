import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { bytesOfKey } from '../settings/key-text.ts'

/** The keys of the signed cookie, as text: see {@link bytesOfKey}. */
export interface SecretKeys {
  /** Signs. */
  readonly current: string
  /** Tried after the current one when a signature is verified. */
  readonly fallbacks: readonly string[]
}

const hmacSha1 = (key: Buffer, message: string): Buffer => createHmac('sha1', key).update(message).digest()

/**
 * itsdangerous' Signer as Flask sets it up: HMAC-SHA1 with a key that is itself the HMAC-SHA1 of the salt
 * (`key_derivation='hmac'`), and the signature in base64.
 */
export class Signer {
  readonly #current: Buffer
  readonly #accepted: readonly Buffer[]

  constructor({ current, fallbacks }: SecretKeys, salt = 'cookie-session') {
    this.#current = hmacSha1(bytesOfKey(current), salt)
    this.#accepted = [this.#current, ...fallbacks.map((key) => hmacSha1(bytesOfKey(key), salt))]
  }

  sign(text: string): string {
    return toBase64Url(hmacSha1(this.#current, text))
  }

  /** Compares the bytes, in constant time: the last character of 27 has four spellings. */
  verify(text: string, signature: string): boolean {
    const bytes = fromBase64Url(signature)
    return bytes !== undefined && this.#accepted.some((key) => isEqual(bytes, hmacSha1(key, text)))
  }
}

const isEqual = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other)
