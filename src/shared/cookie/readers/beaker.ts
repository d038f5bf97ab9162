import { isSessionName, partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** Beaker's session id: its HMAC-SHA1 and the id itself, both hexadecimal. */
export const beakerReader: CookieReader = {
  format: 'beaker-id',
  label: 'Beaker session id, signed',
  read: (value, { name } = { name: '' }) => {
    const [, signature, id] = /^([\da-f]{40})([\da-f]{32})$/.exec(value) ?? []
    const isNamed = name.includes('beaker')
    if (signature === undefined || id === undefined || !(isNamed || isSessionName(name))) return undefined
    return {
      format: 'beaker-id',
      certainty: isNamed ? 'likely' : 'possible',
      kind: 'id',
      purpose: 'session',
      parts: partsOf(value, ['signature', 'signature (HMAC-SHA1)', signature, { id: 'signature' }], ['id', 'id', id]),
      data: { id },
    }
  },
}
