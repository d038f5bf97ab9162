/** Bytes that the key-value service takes as a key. */
const keyBytesAtMost = 1_024

/**
 * Whether a text can be a session id at all: a cookie value that needs no quotes (RFC 6265 §4.1.1, cookie-octet), short
 * enough for a key, and not one of the two that a URL's path swallows (WHATWG URL, "double-dot path segment").
 */
export const isAddressableKey = (id: string): boolean =>
  id.length <= keyBytesAtMost && /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(id) && id !== '.' && id !== '..'
