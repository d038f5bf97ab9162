import { isTokenName } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** A UUID (RFC 9562 §4) and nothing else: what many keep a session's data under. It may be anybody's id of anything. */
export const uuidReader: CookieReader = {
  format: 'uuid',
  label: 'UUID',
  read: (value, { name } = { name: '' }) =>
    shape.test(value) && !isTokenName(name)
      ? {
          format: 'uuid',
          certainty: 'possible',
          kind: 'id',
          parts: [{ id: 'id', role: 'id', label: 'id', text: value, at: 0 }],
        }
      : undefined,
}

const shape = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
