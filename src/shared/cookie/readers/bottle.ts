import { decodeBase64 } from '../../base/base64url.ts'
import { decodePickle } from '../terms/pickle.ts'
import { partsOf, saidBy } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** Bottle's signed cookie: HMAC and a pickle of `[name, value]`. Whoever knows the secret has the server run code; nothing here does. */
export const bottleReader: CookieReader = {
  format: 'bottle-signed',
  label: 'Bottle signed cookie',
  read: (value) => {
    const [, signature, payload = ''] =
      /^!([A-Za-z\d+/]{43}=|[A-Za-z\d+/]{22}==)\?([A-Za-z\d+/]+={0,2})$/.exec(value) ?? []
    const bytes = signature === undefined ? undefined : decodeBase64(payload)
    if (signature === undefined || bytes === undefined) return undefined
    const { data: json } = saidBy(bytes)
    const { data, notDecoded } = json === undefined ? decodePickle(bytes) : { data: json, notDecoded: undefined }
    const pair = Array.isArray(data) && data.length === 2 ? data[1] : data
    return {
      format: 'bottle-signed',
      certainty: 'likely',
      kind: 'signed',
      parts: partsOf(
        value,
        ['signature', 'signature', signature],
        ['data', 'pickle', payload, data === undefined ? {} : { says: JSON.stringify(data) }],
      ),
      ...(pair === undefined ? {} : { data: pair }),
      ...(notDecoded === undefined ? {} : { notDecoded }),
    }
  },
}
