import { depthChange, jsonTokens, plainToken } from '../../shared/base/indented-json.ts'

/**
 * JSON as text (RFC 8259), so that a value comes back as it was sent: a number that no double holds, `1e400` or `1.0`, a
 * member named `__proto__`. Every text here is known to be well-formed: `JSON.parse` has read it.
 */

/** The members of an object's text, each value as text without insignificant space. Of a repeated name the last one counts. */
export const membersOf = (objectText: string): ReadonlyMap<string, string> => {
  const members = new Map<string, string>()
  let depth = 0
  let name: string | undefined
  let value = ''
  for (const [token] of jsonTokens(objectText)) {
    depth += depthChange(token)
    if (name === undefined) {
      if (token.startsWith('"')) name = parseString(token)
    } else if (depth === 0 || (depth === 1 && token === ',')) {
      members.set(name, value)
      name = undefined
      value = ''
    } else if (value !== '' || token !== ':') value += plainToken(token)
  }
  return members
}

const parseString = (token: string): string => String(JSON.parse(token))

/** The text of an object with these members. */
export const objectText = (members: Iterable<readonly [name: string, value: string]>): string =>
  `{${Array.from(members, ([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
