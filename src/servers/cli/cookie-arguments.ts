import { failure, success, type Result } from '../../shared/base/result.ts'
import type { NamedCookie } from '../../shared/cookie/readers/join-cookies.ts'
import { splitSetCookie, trimmed } from '../../shared/cookie/split-set-cookie.ts'

/** The cookies that texts name: `NAME=VALUE`, and whole `Cookie` and `Set-Cookie` lines, with their head or without. */
export const cookiesIn = (texts: readonly string[]): Result<NamedCookie[]> => {
  const cookies: NamedCookie[] = []
  for (const line of texts.flatMap((text) => text.split(/\r?\n/)).filter((text) => text.trim() !== '')) {
    const read = cookiesInLine(line)
    if (!read.ok) return read
    cookies.push(...read.value)
  }
  return cookies.length === 0 ? failure('bad-input', `there is no cookie: ${expected}`) : success(cookies)
}

const expected = 'expected NAME=VALUE, or a whole Cookie or Set-Cookie line'

const cookiesInLine = (line: string): Result<NamedCookie[]> => {
  const [, set, rest = line] = /^\s*(set-)?cookie\s*:(.*)$/is.exec(line) ?? []
  const pairs = rest.split(';').map(trimmed)
  const [first = '', ...others] = pairs
  const isSetCookie = set !== undefined || (rest === line && others.length > 0 && others.every(isAttribute))
  if (isSetCookie) return all([first], () => [splitSetCookie(rest)])
  // A value that was decoded by hand may hold a semicolon.
  if (rest === line && others.some((text) => text !== '' && !/^[^=;\s]+=/.test(text))) {
    return all([line], () => [pairOf(line)])
  }
  const cookies = pairs.filter((pair) => pair !== '')
  return all(cookies, () => cookies.map(pairOf))
}

const all = (pairs: readonly string[], read: () => NamedCookie[]): Result<NamedCookie[]> => {
  const wrong = pairs.find((pair) => pair.indexOf('=') < 1)
  return wrong === undefined && pairs.length > 0
    ? success(read().map(({ name, value }) => ({ name, value })))
    : failure('bad-input', `${JSON.stringify(shortened(wrong ?? ''))} is no cookie: ${expected}`)
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

const pairOf = (text: string): NamedCookie => {
  const equals = text.indexOf('=')
  return { name: trimmed(text.slice(0, equals)), value: trimmed(text.slice(equals + 1)) }
}

const isAttribute = (text: string): boolean =>
  text === '' || /^(?:path|domain|expires|max-age|samesite|priority)=|^(?:secure|httponly|partitioned)$/i.test(text)
