import type { Json } from '../../base/json.ts'
import { partsOf, saidIn } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/**
 * React Router's and Remix' cookie session (`createCookieSessionStorage`): JSON in base64, signed if the application gave secrets;
 * without them anybody can write one.
 */
export const reactRouterReader: CookieReader = {
  format: 'react-router-cookie-session',
  label: 'React Router or Remix session',
  read: (value, { name, isUrlEncoded = false } = { name: '' }) => {
    const [, payload, signature] = /^([A-Za-z\d+/]{2,}={0,2})(?:\.([A-Za-z\d+/]{43}))?$/.exec(value) ?? []
    if (payload === undefined) return undefined
    const { says, data } = saidIn(payload, 'standard')
    if (says === undefined || data === undefined || !isData(data, signature)) return undefined
    const isSigned = signature !== undefined
    // Its `=` go percent-encoded, other than cookie-session's.
    if (!isSigned && name !== '__session' && !(isUrlEncoded && payload.endsWith('='))) return undefined
    return {
      format: 'react-router-cookie-session',
      certainty: isSigned || name === '__session' ? 'likely' : 'possible',
      kind: isSigned ? 'signed' : 'plain',
      purpose: 'session',
      parts: partsOf(
        value,
        ['data', 'session', payload, { says }],
        ...(isSigned ? ([['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }]] as const) : []),
      ),
      data,
    }
  },
}

// The id of a session that is kept elsewhere is a text.
const isData = (data: Json, signature: string | undefined): boolean =>
  (typeof data === 'object' && data !== null) || (signature !== undefined && typeof data === 'string')
