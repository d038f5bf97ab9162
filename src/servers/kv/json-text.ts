/**
 * JSON as text (RFC 8259), so that a value comes back as it was sent: a number that no double holds, `1e400` or `1.0`, a
 * member named `__proto__`. Every text here is known to be well-formed: `JSON.parse` has read it.
 */

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g

// Spells a string in the one way that needs no escape; a lone surrogate stays one.
const plain = (token: string): string => (token.startsWith('"') && token.includes('\\') ? JSON.stringify(JSON.parse(token)) : token)

const depthChange = (token: string): number => (token === '{' || token === '[' ? 1 : token === '}' || token === ']' ? -1 : 0)

/** The members of an object's text, each value as text without insignificant space. Of a repeated name the last one counts. */
export const membersOf = (objectText: string): ReadonlyMap<string, string> => {
  const members = new Map<string, string>()
  let depth = 0
  let name: string | undefined
  let value = ''
  for (const [token] of objectText.matchAll(tokens)) {
    depth += depthChange(token)
    if (name === undefined) {
      if (token.startsWith('"')) name = parseString(token)
    } else if (depth === 0 || (depth === 1 && token === ',')) {
      members.set(name, value)
      name = undefined
      value = ''
    } else if (value !== '' || token !== ':') value += plain(token)
  }
  return members
}

const parseString = (token: string): string => String(JSON.parse(token))

/** The text of an object with these members. */
export const objectText = (members: Iterable<readonly [name: string, value: string]>): string =>
  `{${Array.from(members, ([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`

/** The text with each member and element on a line of its own, indented by two, as `JSON.stringify(…, null, 2)` has it. */
export const indented = (text: string): string => {
  const pieces: string[] = []
  let depth = 0
  let before = ''
  for (const [token] of text.matchAll(tokens)) {
    const change = depthChange(token)
    const isInside = depthChange(before) > 0
    if (change < 0) depth -= 1
    if (change < 0 ? !isInside : isInside || before === ',') pieces.push('\n', '  '.repeat(depth))
    if (change > 0) depth += 1
    pieces.push(token === ':' ? ': ' : plain(token))
    before = token
  }
  return pieces.join('')
}
