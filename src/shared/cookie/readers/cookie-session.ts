import type { Json } from '../../base/json.ts'
import { isJsonObject } from '../../base/parse-json.ts'
import { at, isSessionName, momentOf, partsOf, saidIn } from './cookie-parts.ts'
import type { CookieContext, CookiePart, CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * cookie-session and koa-session: JSON in base64, and its signature in a second cookie, `NAME.sig`, by keygrip. Without that cookie
 * nothing vouches for it. Any other cookie with a `.sig` beside it is one that keygrip has signed.
 */
export const cookieSessionReader: CookieReader = {
  format: 'cookie-session',
  label: 'cookie-session',
  variants: { 'koa-session': 'koa-session', 'keygrip-signed-cookie': 'cookie signed by keygrip' },
  read: (value, context = { name: '' }) => {
    const content = /^[A-Za-z\d+/]{4,}={0,2}$/.test(value) ? saidIn(value, 'standard') : {}
    if (isJsonObject(content.data)) return readSession(value, content.says ?? '', content.data, context)
    if (context.signature === undefined) return undefined
    return {
      format: 'keygrip-signed-cookie',
      certainty: 'likely',
      kind: 'signed',
      parts: [...partsOf(value, ['data', 'value', value, { says: value }]), ...signaturePart(context)],
      data: value,
    }
  },
}

const readSession = (
  value: string,
  says: string,
  data: { readonly [key: string]: Json },
  context: CookieContext,
): CookieReading | undefined => {
  const isKoa = typeof data['_expire'] === 'number' && typeof data['_maxAge'] === 'number'
  const isSigned = context.signature !== undefined
  if (!isSigned && !isKoa && !isSessionName(context.name)) return undefined
  return {
    format: isKoa ? 'koa-session' : 'cookie-session',
    certainty: isSigned || isKoa ? 'likely' : 'possible',
    kind: isSigned ? 'signed' : 'plain',
    purpose: 'session',
    parts: [...partsOf(value, ['data', 'session', value, { says }]), ...signaturePart(context)],
    data: { ...data },
    ...at('expiresAt', isKoa ? momentOf(data['_expire']) : undefined),
  }
}

const signaturePart = ({ name, signature }: CookieContext): CookiePart[] =>
  signature === undefined
    ? []
    : [{ id: 'signature', role: 'signature', label: 'signature', text: signature, at: 0, cookie: `${name}.sig` }]
