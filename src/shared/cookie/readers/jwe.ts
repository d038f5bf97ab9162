import { isJsonObject } from '../../base/parse-json.ts'
import { partsOf, saidIn } from './cookie-parts.ts'
import type { CookieContext, CookieReader } from './cookie-reading.ts'

/**
 * An encrypted token (JWE, RFC 7516) in five parts: next-auth 4 and Auth.js 5 keep their session in one, split into chunks where it is
 * long. They differ in the cipher that the head names.
 */
export const jweReader: CookieReader = {
  format: 'jwe',
  label: 'encrypted token (JWE)',
  variants: {
    'next-auth-v4': 'NextAuth.js 4 session',
    'next-auth-v4-chunked': 'NextAuth.js 4 session, in chunks',
    'authjs-v5': 'Auth.js 5 session',
    'authjs-v5-chunked': 'Auth.js 5 session, in chunks',
  },
  read: (value, context = { name: '' }) => {
    const [, head, key = '', iv = '', ciphertext = '', tag = ''] =
      /^([\w-]+)\.([\w-]*)\.([\w-]+)\.([\w-]*)\.([\w-]+)$/.exec(value) ?? []
    if (head === undefined) return undefined
    const { says, data } = saidIn(head, 'url')
    if (says === undefined || !isJsonObject(data) || typeof data['enc'] !== 'string') return undefined
    const format = formatOf(data['alg'] === 'dir' ? data['enc'] : '', context)
    return {
      format,
      certainty: 'likely',
      kind: 'encrypted',
      ...(format === 'jwe' ? {} : { purpose: 'session' }),
      parts: partsOf(
        value,
        ['value', 'head', head, { says }],
        ...(key === '' ? [] : ([['value', 'encrypted key', key]] as const)),
        ['value', 'IV', iv],
        ['data', 'ciphertext', ciphertext],
        ['signature', 'tag', tag],
      ),
    }
  },
}

const formatOf = (encryption: string, { name, isChunked = false }: CookieContext): string => {
  const chunks = isChunked ? '-chunked' : ''
  if (encryption === 'A256GCM') return /authjs/.test(name) ? `authjs-v5${chunks}` : `next-auth-v4${chunks}`
  return encryption === 'A256CBC-HS512' ? `authjs-v5${chunks}` : 'jwe'
}
