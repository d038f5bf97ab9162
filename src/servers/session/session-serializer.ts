import { success, type Result } from '../../shared/base/result.ts'
import { refuseCookie, type CookieRefusal } from './cookie-refusal.ts'
import { isSessionData, type SessionData, type SessionValue } from './session-data.ts'

/** Sessions as the values of cookies, and back. Moments are in milliseconds since 1970. */
export interface SessionSerializer {
  /** The cookie's value. */
  dumps(data: SessionData, now: number): string
  /** The data in a cookie's value, or why it is not accepted. */
  loads(value: string, now: number): Result<SessionData, CookieRefusal>
}

/** Data as text that a cookie may hold. */
export interface SessionPayload {
  encode(data: SessionData): string
  decode(payload: string): Result<SessionValue, CookieRefusal>
}

/** Who vouches for a payload, and for when. */
export interface PayloadSigner {
  sign(payload: string, now: number): string
  /** The payload, if it is ours and of an age that is accepted. */
  unsign(value: string, now: number): Result<string, CookieRefusal>
}

/** Composes a format of payload and a signer, as itsdangerous does. */
export const signed = ({
  payload,
  signer,
}: {
  readonly payload: SessionPayload
  readonly signer: PayloadSigner
}): SessionSerializer => ({
  dumps: (data, now) => signer.sign(payload.encode(data), now),
  loads: (value, now) => {
    const unsigned = signer.unsign(value, now)
    if (!unsigned.ok) return unsigned
    const data = payload.decode(unsigned.value)
    if (!data.ok) return data
    return isSessionData(data.value)
      ? success(data.value)
      : refuseCookie('not-an-object', 'the payload is no JSON object')
  },
})
