import { isJsonObject } from '../../base/parse-json.ts'
import { at, partsOf, saidIn, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/**
 * The session of @supabase/ssr: `base64-` before JSON in base64, split into chunks where it is long. Nothing signs the whole; the access token
 * in it is a JWT, the refresh token is as good as a password.
 */
export const supabaseReader: CookieReader = {
  format: 'supabase-ssr',
  label: 'Supabase session',
  variants: { 'supabase-ssr-chunked': 'Supabase session, in chunks' },
  read: (value, { name, isChunked = false } = { name: '' }) => {
    const [, payload] = /^base64-([\w-]+)$/.exec(value) ?? []
    if (payload === undefined) return undefined
    const { says, data } = saidIn(payload, 'url')
    const isSession = isJsonObject(data) && typeof data['access_token'] === 'string'
    const isNamed = /^sb-[^.]*-auth-token(?:\.\d+)?$/.test(name)
    if (!isSession && !isNamed) return undefined
    return {
      format: isChunked || /\.\d+$/.test(name) ? 'supabase-ssr-chunked' : 'supabase-ssr',
      certainty: 'likely',
      kind: 'plain',
      purpose: 'session',
      parts: partsOf(value, ['data', 'session', payload, isSession && says !== undefined ? { says } : {}]),
      ...(isSession ? { data } : { notDecoded: 'It is one of several chunks: the others are needed to read it.' }),
      ...at('expiresAt', isSession ? secondsAsMoment(data['expires_at']) : undefined),
    }
  },
}
