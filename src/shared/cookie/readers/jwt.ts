import type { Json } from '../../base/json.ts'
import { isJsonObject } from '../../base/parse-json.ts'
import { at, partsOf, saidIn, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

// RFC 7518 §3.1, RFC 8037, RFC 8812.
const algorithms = [
  ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
  ...['PS256', 'PS384', 'PS512', 'EdDSA', 'ES256K', 'none'],
]

const formatOf = (algorithm: string): string => `jwt-${algorithm.toLowerCase()}`

/** A JSON web token (RFC 7519): head, claims and signature. With the algorithm `none` nothing signs it. */
export const jwtReader: CookieReader = {
  format: 'jwt',
  label: 'JWT',
  variants: Object.fromEntries(algorithms.map((algorithm) => [formatOf(algorithm), `JWT (${algorithm})`])),
  read: (value) => {
    const [, head, claims = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(value) ?? []
    if (head === undefined) return undefined
    const first = saidIn(head, 'url')
    const second = saidIn(claims, 'url')
    if (first.says === undefined || second.says === undefined || !isJsonObject(second.data)) return undefined
    const algorithm = isJsonObject(first.data) ? first.data['alg'] : undefined
    if (typeof algorithm !== 'string') return undefined
    const isUnsigned = algorithm.toLowerCase() === 'none' || signature === ''
    return {
      format: nameOf(algorithm),
      certainty: 'likely',
      kind: isUnsigned ? 'plain' : 'signed',
      parts: partsOf(
        value,
        ['value', 'head', head, { says: first.says }],
        ['data', 'claims', claims, { says: second.says }],
        ...(signature === '' ? [] : ([['signature', 'signature', signature]] as const)),
      ),
      data: second.data,
      ...timesOf(second.data),
    }
  },
}

const nameOf = (algorithm: string): string =>
  algorithms.some((known) => formatOf(known) === formatOf(algorithm)) ? formatOf(algorithm) : 'jwt'

/** When a token says that it was issued, and when it ends (RFC 7519 §4.1). */
export const timesOf = (claims: Json | undefined): { readonly signedAt?: number; readonly expiresAt?: number } =>
  isJsonObject(claims)
    ? { ...at('signedAt', secondsAsMoment(claims['iat'])), ...at('expiresAt', secondsAsMoment(claims['exp'])) }
    : {}
