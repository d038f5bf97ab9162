/** URL-safe base64 without padding (RFC 4648 §5), as itsdangerous' `base64_encode` writes it. */
export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** The bytes; undefined for a character outside the alphabet (Python skips such, which lets a value be altered unseen). */
export const fromBase64Url = (text: string): Buffer | undefined =>
  /^[\w-]*$/.test(text) && text.length % 4 !== 1 ? Buffer.from(text, 'base64url') : undefined
