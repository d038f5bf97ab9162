import { isUtf8 } from 'node:buffer'
import { inflateSync } from 'node:zlib'
import { deflate } from 'pako'
import { success, type Result } from '../../shared/base/result.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { refuseCookie, type CookieRefusal } from './cookie-refusal.ts'

/** Bytes that a payload may have when inflated: what fits a cookie could else become a thousand times as much. */
const inflatedAtMost = 1_048_576

/**
 * Text as the payload of itsdangerous' URLSafeSerializer: base64, of the zlib-compressed bytes behind a dot where that
 * is shorter. pako writes the very bytes of Python's zlib; the one inside Node is Chromium's and writes others.
 */
export const encodePayload = (text: string): string => {
  const bytes = Buffer.from(text)
  if (cannotShrink(text, bytes)) return toBase64Url(bytes)
  const compressed = deflate(bytes)
  return compressed.length < bytes.length - 1 ? `.${toBase64Url(compressed)}` : toBase64Url(bytes)
}

/** Bytes up to which what DEFLATE writes around its symbols outweighs all that shorter symbols save. */
const shortText = 22

/**
 * Whether compressing a text is known to be in vain. DEFLATE saves most by naming what it has seen before, three bytes or
 * more (RFC 1951 §2); a short text in which no three come twice does not shrink. A counter's session is one, and trying
 * costs more than all else in its request.
 */
const cannotShrink = (text: string, { length }: Buffer): boolean => {
  if (length > shortText || length !== text.length) return false
  for (let at = 1; at < length - 2; at += 1) if (text.indexOf(text.slice(at, at + 3)) < at) return false
  return true
}

/** The text of a payload. */
export const decodePayload = (payload: string): Result<string, CookieRefusal> => {
  const isCompressed = payload.startsWith('.')
  const bytes = fromBase64Url(isCompressed ? payload.slice(1) : payload)
  if (bytes === undefined) return refuseCookie('malformed', 'the payload is not base64')
  const inflated = isCompressed ? inflate(bytes) : success(bytes)
  return inflated.ok ? decodeText(inflated.value) : inflated
}

const inflate = (bytes: Buffer): Result<Buffer, CookieRefusal> => {
  try {
    return success(inflateSync(bytes, { maxOutputLength: inflatedAtMost }))
  } catch (thrown) {
    const isTooLarge = thrown instanceof RangeError
    return isTooLarge
      ? refuseCookie('too-large', `the payload inflates to more than ${inflatedAtMost} bytes`)
      : refuseCookie('malformed', 'the payload does not inflate')
  }
}

const decodeText = (bytes: Buffer): Result<string, CookieRefusal> =>
  isUtf8(bytes) ? success(bytes.toString()) : refuseCookie('malformed', 'the payload is not UTF-8')
