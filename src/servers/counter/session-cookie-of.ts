import type { Request } from 'express'

// What Werkzeug does with a Cookie header (werkzeug/_internal.py, _cookie_parse_impl), which is not what other servers do:
// a quoted value may hold the semicolon, and loses its quotes. The header's octets are read as UTF-8 in the end.
const pair = /([^=;]*)(?:[ \t]*=[ \t]*("(?:[^\\"]|\\.)*"|.*?))?[ \t]*;/gs

/** The value of the request's session cookie, as Flask would be given it; the first of several counts. */
export const sessionCookieOf = (
  { headers: { cookie } }: Pick<Request, 'headers'>,
  name: string,
): string | undefined => {
  if (cookie === undefined) return undefined
  for (const [, key = '', value = ''] of `${cookie};`.matchAll(pair)) {
    const octets = strip(key)
    if (octets !== '' && textOf(octets) === name) return textOf(unquoted(value))
  }
  return undefined
}

const textOf = (octets: string): string => Buffer.from(octets, 'latin1').toString()

const strip = (octets: string): string => octets.replace(/^[\t ]+/, '').replace(/[\t ]+$/, '')

const unquoted = (octets: string): string => {
  if (octets.length < 2 || !octets.startsWith('"') || !octets.endsWith('"')) return octets
  return octets
    .slice(1, -1)
    .replace(/\\([0-3][0-7]{2}|.)/gs, (_, escaped: string) =>
      escaped.length === 1 ? escaped : String.fromCharCode(Number.parseInt(escaped, 8)),
    )
}
