/** One attribute of a Set-Cookie line, name and value as they were sent; `HttpOnly` has no value. */
export interface SetCookieAttribute {
  readonly name: string
  readonly value?: string
}

/** A Set-Cookie line, taken apart; `raw` is the text as it stood on the wire. */
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
 * Takes the value of a Set-Cookie header apart as a browser does (RFC 6265bis §5.6, steps 2 to 6). A line without `=` is
 * a cookie without a name, so that every line says something; whether a browser keeps it is not asked here.
 */
export const splitSetCookie = (raw: string): SetCookie => {
  const [pair = '', ...attributes] = raw.split(';')
  const equals = pair.indexOf('=')
  const text = pair.slice(equals + 1)
  return {
    raw,
    name: trimmed(pair.slice(0, Math.max(0, equals))),
    value: trimmed(text),
    valueAt: equals + 1 + leadingSpace(text),
    attributes: attributes.map(splitAttribute).filter(({ name, value }) => name !== '' || value !== undefined),
  }
}

const splitAttribute = (text: string): SetCookieAttribute => {
  const equals = text.indexOf('=')
  if (equals < 0) return { name: trimmed(text) }
  return { name: trimmed(text.slice(0, equals)), value: trimmed(text.slice(equals + 1)) }
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t'

const leadingSpace = (text: string): number => {
  let at = 0
  while (isSpace(text[at])) at += 1
  return at
}

/** A text without the spaces and tabs around it; no other kind of space counts. */
export const trimmed = (text: string): string => {
  let end = text.length
  while (end > 0 && isSpace(text[end - 1])) end -= 1
  return text.slice(Math.min(leadingSpace(text), end), end)
}
