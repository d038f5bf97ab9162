/** One attribute of a Set-Cookie line, name and value as they were sent; `HttpOnly` has no value. */
export interface SetCookieAttribute {
  readonly name: string
  readonly value?: string
}

/** A Set-Cookie line, parsed; `raw` is the text as it stood on the wire. */
export interface SetCookie {
  readonly raw: string
  readonly name: string
  readonly value: string
  /** Where in `raw` the value begins. */
  readonly valueAt: number
  /** In wire order, repeated ones too. */
  readonly attributes: readonly SetCookieAttribute[]
}

/**
 * Parses the value of a Set-Cookie header as a browser does (RFC 6265 §5.2). A line without `=` is a cookie without a
 * name (RFC 6265bis §5.6), so that every line says something.
 */
export const parseSetCookie = (raw: string): SetCookie => {
  const [pair = '', ...attributes] = raw.split(';')
  const equals = pair.indexOf('=')
  const text = pair.slice(equals + 1)
  return {
    raw,
    name: pair.slice(0, Math.max(0, equals)).trim(),
    value: text.trim(),
    valueAt: equals + 1 + (text.length - text.trimStart().length),
    attributes: attributes.map(parseAttribute).filter(({ name }) => name !== ''),
  }
}

const parseAttribute = (text: string): SetCookieAttribute => {
  const equals = text.indexOf('=')
  if (equals < 0) return { name: text.trim() }
  return { name: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() }
}

/** The attribute that counts: names are compared without case, and the last of a repeated one wins (RFC 6265 §5.3). */
export const attributeOf = ({ attributes }: SetCookie, name: string): SetCookieAttribute | undefined =>
  attributes.findLast((attribute) => attribute.name.toLowerCase() === name.toLowerCase())

/**
 * When a cookie that came at the moment `at` is over, both in milliseconds since 1970; undefined for one that ends with the
 * browser. `Max-Age` counts before `Expires` (RFC 6265 §5.3, step 3).
 */
export const expiryOf = (cookie: SetCookie, at: number): number | undefined => {
  const maxAge = attributeOf(cookie, 'Max-Age')?.value
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return at + Number(maxAge) * 1000
  const expires = Date.parse(attributeOf(cookie, 'Expires')?.value ?? '')
  return Number.isNaN(expires) ? undefined : expires
}

/** Whether the line tells a browser to drop the cookie: it is over at the moment `at` (milliseconds since 1970). */
export const isRemoval = (cookie: SetCookie, at: number): boolean => (expiryOf(cookie, at) ?? Infinity) <= at
