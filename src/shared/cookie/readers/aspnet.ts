import { decodeBase64Url } from '../../base/base64url.ts'
import { partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/**
 * What ASP.NET Core's data protection encrypts: four fixed bytes, the id of the key, and the ciphertext. The key is in the server's file
 * `key-ID.xml`; no other secret opens it.
 */
export const aspNetReader: CookieReader = {
  format: 'aspnet-core',
  label: 'ASP.NET Core, encrypted by data protection',
  variants: {
    'aspnet-core-session': 'ASP.NET Core session id, encrypted',
    'aspnet-core-antiforgery': 'ASP.NET Core antiforgery token, encrypted',
  },
  read: (value, { name } = { name: '' }) => {
    if (!/^CfDJ8[\w-]{40,}$/.test(value)) return undefined
    const says = guidOf(decodeBase64Url(value.slice(0, 28)))
    if (says === undefined) return undefined
    const format = /antiforgery/i.test(name)
      ? 'aspnet-core-antiforgery'
      : /\.Session$/i.test(name)
        ? 'aspnet-core-session'
        : 'aspnet-core'
    return {
      format,
      certainty: 'likely',
      kind: 'encrypted',
      ...(format === 'aspnet-core-session' ? { purpose: 'session' } : {}),
      ...(format === 'aspnet-core-antiforgery' ? { purpose: 'csrf' } : {}),
      parts: partsOf(value, ['data', 'key id and ciphertext', value, { says: `key ${says}` }]),
    }
  },
}

// Three fields of a GUID are little-endian.
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

const guidOf = (bytes: Uint8Array | undefined): string | undefined => {
  if (bytes === undefined || bytes[0] !== 0x09 || bytes[1] !== 0xf0 || bytes[2] !== 0xc9 || bytes[3] !== 0xf0)
    return undefined
  const hex = order.map((place) => (bytes[4 + place] ?? 0).toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
