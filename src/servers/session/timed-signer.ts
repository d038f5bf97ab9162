import { success, type Result } from '../../shared/base/result.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { refuseCookie, type CookieRefusal } from './cookie-refusal.ts'
import type { PayloadSigner } from './session-serializer.ts'
import type { Signer } from './signer.ts'

/** itsdangerous' TimestampSigner: `payload.time.signature`, where the time is in whole Unix seconds. */
export class TimedSigner implements PayloadSigner {
  readonly #signer: Signer
  readonly #maxAge: number

  /** `maxAge` in seconds. */
  constructor(signer: Signer, maxAge: number) {
    this.#signer = signer
    this.#maxAge = maxAge
  }

  /** Signs a payload at a moment, in milliseconds since 1970. */
  sign(payload: string, now: number): string {
    const text = `${payload}.${encodeTime(Math.floor(now / 1000))}`
    return `${text}.${this.#signer.sign(text)}`
  }

  /** The payload, if the signature is ours and neither too old nor from the future. */
  unsign(value: string, now: number): Result<string, CookieRefusal> {
    const [, payload, time, signature] = parts.exec(value) ?? []
    if (payload === undefined || time === undefined || signature === undefined) {
      return refuseCookie('malformed', 'it has not the form payload.time.signature in URL-safe base64')
    }
    if (!this.#signer.verify(`${payload}.${time}`, signature))
      return refuseCookie('bad-signature', 'no key of ours signed this')
    const seconds = decodeTime(time)
    if (seconds === undefined) return refuseCookie('malformed', 'its time is no number of seconds')
    return this.#checkAge(payload, Math.floor(now / 1000) - seconds)
  }

  #checkAge(payload: string, age: number): Result<string, CookieRefusal> {
    if (age > this.#maxAge) return refuseCookie('expired', `signed ${age} seconds ago; ${this.#maxAge} are accepted`)
    if (age < 0) return refuseCookie('from-the-future', `signed ${-age} seconds from now`)
    return success(payload)
  }
}

const parts = /^(\.?[\w-]*)\.([\w-]*)\.([\w-]*)$/

const encodeTime = (seconds: number): string => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(seconds))
  return toBase64Url(bytes.subarray(leadingZeros(bytes)))
}

const leadingZeros = (bytes: Buffer): number => {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? bytes.length : first
}

const decodeTime = (time: string): number | undefined => {
  const bytes = fromBase64Url(time)
  return bytes === undefined || bytes.length > 8 ? undefined : bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}
