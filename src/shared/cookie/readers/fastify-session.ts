import { partsOf, saidIn } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** @fastify/session: an id of 24 random bytes and its HMAC-SHA256, as cookie-signature writes it. */
export const fastifySessionReader: CookieReader = {
  format: 'fastify-session',
  label: '@fastify/session id',
  read: (value) => {
    const [, id, signature] = /^([\w-]{32})\.([A-Za-z\d+/]{43})$/.exec(value) ?? []
    if (id === undefined || signature === undefined) return undefined
    // JSON in base64 is somebody's data, not an id.
    if (saidIn(id, 'standard').data !== undefined) return undefined
    return {
      format: 'fastify-session',
      certainty: 'likely',
      kind: 'id',
      purpose: 'session',
      parts: partsOf(value, ['id', 'id', id], ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }]),
      data: { id },
    }
  },
}
