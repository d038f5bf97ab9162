import { success, type Result } from '../../shared/base/result.ts'
import { refuseCookie, type CookieRefusal } from './cookie-refusal.ts'
import { decodePayload, encodePayload } from './payload.ts'
import { isSessionData, type SessionData } from './session-data.ts'
import { Signer, type SecretKeys } from './signer.ts'
import { dumpsTaggedJson, readTaggedJson } from './tagged-json.ts'
import { TimedSigner } from './timed-signer.ts'

interface SignedCookieOptions {
  readonly keys: SecretKeys
  /** Seconds for which a value is accepted. */
  readonly maxAge: number
}

/**
 * Flask's signed session cookie (flask/sessions.py, `get_signing_serializer`), byte for byte: tagged JSON, compressed
 * where that helps, signed with its time.
 */
export class SignedCookieSerializer {
  readonly #signer: TimedSigner

  constructor({ keys, maxAge }: SignedCookieOptions) {
    this.#signer = new TimedSigner(new Signer(keys), maxAge)
  }

  /** The cookie's value; `now` in milliseconds since 1970. */
  dumps(data: SessionData, now: number): string {
    return this.#signer.sign(encodePayload(dumpsTaggedJson(data)), now)
  }

  /** The data in a cookie's value, or why it is not accepted. */
  loads(value: string, now: number): Result<SessionData, CookieRefusal> {
    const payload = this.#signer.unsign(value, now)
    if (!payload.ok) return payload
    const text = decodePayload(payload.value)
    if (!text.ok) return text
    const data = readTaggedJson(text.value)
    if (!data.ok) return data
    return isSessionData(data.value)
      ? success(data.value)
      : refuseCookie('not-an-object', 'the payload is no JSON object')
  }
}
