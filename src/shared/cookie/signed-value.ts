import { decodeBase64Url, decodeUtf8 } from '../base/base64url.ts'

/** A signed cookie value taken apart. Nothing here is verified: that needs the key, which the panel never has. */
export interface SignedValue {
  readonly payload: string
  readonly time: string
  readonly signature: string
  /** The payload is zlib-compressed: it begins with a dot. */
  readonly isCompressed: boolean
  /** What the payload says, where it can be read without inflating. */
  readonly text?: string
  /** When it was signed, in milliseconds since 1970. */
  readonly signedAt: number
}

/**
 * Splits `payload.time.signature` from the right, as itsdangerous' URLSafeTimedSerializer writes it; undefined for a value
 * that has not that form.
 */
export const takeApart = (value: string): SignedValue | undefined => {
  const [, payload, time, signature] = /^(\.?[\w-]+)\.([\w-]{1,11})\.([\w-]{27,86})$/.exec(value) ?? []
  if (payload === undefined || time === undefined || signature === undefined) return undefined
  const seconds = decodeBase64Url(time)?.reduce((sum, byte) => sum * 256 + byte, 0)
  // Later than any date (ECMAScript §21.4.1.1): whoever shows it would fail.
  if (seconds === undefined || seconds > 8.64e12) return undefined
  const isCompressed = payload.startsWith('.')
  const text = isCompressed ? undefined : readPayload(payload)
  return { payload, time, signature, isCompressed, signedAt: seconds * 1000, ...(text === undefined ? {} : { text }) }
}

const readPayload = (payload: string): string | undefined => {
  const bytes = decodeBase64Url(payload)
  return bytes && decodeUtf8(bytes)
}
