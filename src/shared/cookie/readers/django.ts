import { decodeBase64Url } from '../../base/base64url.ts'
import { inflate } from '../../base/inflate.ts'
import type { Json } from '../../base/json.ts'
import { decodePickle } from '../terms/pickle.ts'
import type { Decoded } from '../terms/term-bytes.ts'
import { at, partsOf, saidBy, secondsAsMoment } from './cookie-parts.ts'
import type { CookieContext, CookieReader } from './cookie-reading.ts'

/**
 * What Django signs (django/core/signing.py, `TimestampSigner`): `value:time:signature`, the time in base 62. Sessions, rows of the table
 * of sessions and messages are JSON in base64; `set_signed_cookie` takes any text.
 */
export const djangoReader: CookieReader = {
  format: 'django-signed-cookies',
  label: 'Django session, signed',
  variants: {
    'django-session-row': 'Django session, a row of its table',
    'django-messages': 'Django messages',
    'django-signed-cookie': 'Django signed cookie',
  },
  read: (value, context = { name: '' }) => {
    const [, signed, time = '', signature = ''] = shape.exec(value) ?? []
    if (signed === undefined) return undefined
    const signedAt = secondsAsMoment(base62(time))
    const content = contentOf(signed)
    const format = formatOf(content.data, context)
    const data = format === 'django-signed-cookie' ? signed : content.data
    return {
      format,
      certainty: 'likely',
      kind: 'signed',
      proof: 'signed by django.core.signing; which part of Django did is proven by the salt if the secret fits',
      ...(format === 'django-signed-cookies' ? { purpose: 'session' } : {}),
      parts: partsOf(
        value,
        ['data', 'value', signed, format === 'django-signed-cookie' ? { says: signed } : content.part],
        ['time', 'time', time],
        [
          'signature',
          signature.length === 27 ? 'signature (HMAC-SHA1)' : 'signature (HMAC-SHA256)',
          signature,
          { id: 'signature' },
        ],
      ),
      ...(data === undefined ? {} : { data }),
      ...(content.notDecoded === undefined ? {} : { notDecoded: content.notDecoded }),
      ...at('signedAt', signedAt),
    }
  },
}

// Six characters until 2400. SHA-1 signed before Django 3.1.
const shape = /^([^]*):([\dA-Za-z]{6}):([\w-]{43}|[\w-]{27})$/

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const base62 = (text: string): number => {
  let value = 0
  for (const digit of text) value = value * 62 + digits.indexOf(digit)
  return value
}

interface Content extends Decoded {
  readonly part: { readonly says?: string; readonly isCompressed?: boolean }
}

const contentOf = (signed: string): Content => {
  if (!/^\.?[\w-]+$/.test(signed)) return { part: {} }
  const isCompressed = signed.startsWith('.')
  const bytes = decodeBase64Url(isCompressed ? signed.slice(1) : signed)
  const content = isCompressed ? bytes && inflate(bytes) : bytes
  // PickleSerializer, until Django 5.
  if (content?.[0] === 0x80 && content.at(-1) === 0x2e)
    return { ...decodePickle(content), part: isCompressed ? { isCompressed } : {} }
  const { says, data } = saidBy(content)
  if (typeof data !== 'object' || data === null) return { part: isCompressed ? { isCompressed } : {} }
  return { data, part: isCompressed ? { isCompressed } : says === undefined ? {} : { says } }
}

const formatOf = (data: Json | undefined, { name }: CookieContext): string => {
  if (typeof data !== 'object' || data === null) return 'django-signed-cookie'
  if (isMessages(data) || name === 'messages') return 'django-messages'
  return /django_session|session_data/.test(name) ? 'django-session-row' : 'django-signed-cookies'
}

const isMessages = (data: Json): boolean =>
  Array.isArray(data) && Array.isArray(data[0]) && data[0][0] === '__json_message'
