import type { CookieContext } from './cookie-reading.ts'

/** A cookie by name and value. */
export interface NamedCookie {
  readonly name: string
  readonly value: string
}

/** What several cookies come to that belong together, or one that stands alone. */
export interface JoinedCookie extends NamedCookie, CookieContext {
  /** The names of all that it was put together from. */
  readonly names: readonly string[]
}

/**
 * Puts together what one library has spread over several cookies: `NAME.0`, `NAME.1` … (NextAuth.js, Supabase), `NAMEC1`, `NAMEC2` … beside a `NAME`
 * that says how many there are (ASP.NET Core), and `NAME.sig` beside `NAME` (keygrip). In the order in which each begins.
 */
export const joinCookies = (cookies: readonly NamedCookie[]): JoinedCookie[] => {
  const byName = new Map(cookies.map((cookie) => [cookie.name, cookie]))
  const taken = new Set<string>()
  const joined = cookies.flatMap((cookie) => {
    if (taken.has(cookie.name)) return []
    const whole = chunked(cookie, byName) ?? alone(cookie, byName)
    for (const name of whole.names) taken.add(name)
    return [whole]
  })
  return joined.filter(({ name, names }) => names.length > 1 || !isTakenElsewhere(name, joined))
}

// A second chunk, or a signature, may come before what it belongs to.
const isTakenElsewhere = (name: string, joined: readonly JoinedCookie[]): boolean =>
  joined.some(({ names }) => names.length > 1 && names.includes(name))

type ByName = ReadonlyMap<string, NamedCookie>

const chunked = ({ name, value }: NamedCookie, byName: ByName): JoinedCookie | undefined => {
  const [, dotted] = /^(.+)\.\d+$/.exec(name) ?? []
  if (dotted !== undefined) return gather(dotted, [], (place) => byName.get(`${dotted}.${place}`))
  const [, count] = /^chunks[-:](\d{1,2})$/.exec(value) ?? []
  if (count === undefined) return undefined
  return gather(name, [name], (place) => (place < Number(count) ? byName.get(`${name}C${place + 1}`) : undefined))
}

const gather = (
  name: string,
  first: readonly string[],
  chunkAt: (place: number) => NamedCookie | undefined,
): JoinedCookie | undefined => {
  const chunks: NamedCookie[] = []
  for (let chunk = chunkAt(0); chunk !== undefined; chunk = chunkAt(chunks.length)) chunks.push(chunk)
  if (chunks.length + first.length < 2) return undefined
  return {
    name,
    value: chunks.map(({ value }) => value).join(''),
    names: [...first, ...chunks.map((chunk) => chunk.name)],
    isChunked: true,
  }
}

const signature = /^[\w-]{27}$|^[\w-]{43}$|^[\w-]{86}$/

const alone = ({ name, value }: NamedCookie, byName: ByName): JoinedCookie => {
  const signed = byName.get(`${name}.sig`)
  return signed === undefined || !signature.test(signed.value)
    ? { name, value, names: [name] }
    : { name, value, names: [name, signed.name], signature: signed.value }
}
