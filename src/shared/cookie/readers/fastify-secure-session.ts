import { partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** @fastify/secure-session: JSON encrypted with XSalsa20-Poly1305, and its nonce of 24 bytes. */
export const fastifySecureSessionReader: CookieReader = {
  format: 'fastify-secure-session',
  label: '@fastify/secure-session',
  read: (value) => {
    const [, ciphertext, nonce] = /^([A-Za-z\d+/]{24,}={0,2});([A-Za-z\d+/]{32})$/.exec(value) ?? []
    if (ciphertext === undefined || nonce === undefined) return undefined
    return {
      format: 'fastify-secure-session',
      certainty: 'likely',
      kind: 'encrypted',
      purpose: 'session',
      parts: partsOf(value, ['data', 'ciphertext', ciphertext], ['value', 'nonce', nonce]),
    }
  },
}
