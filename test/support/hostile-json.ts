/** A file that nobody would have written in good faith: its name, and its bytes. */
export type HostileFile = readonly [what: string, bytes: Buffer]

const text = (what: string, content: string): HostileFile => [what, Buffer.from(content)]

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nestedObjects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const strangeValues: Readonly<Record<string, string>> = {
  null: 'null',
  'a number': '-0',
  'a huge number': '1e999',
  'a long number': '9'.repeat(5_000),
  'a fraction': '1.5',
  'a text': '"x"',
  'an empty list': '[]',
  'a list of lists': '[[],[[]]]',
  'an empty object': '{}',
  'a prototype': '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  'a text with NUL': '"a\\u0000b"',
  'a lone surrogate': '"\\ud800"',
  'a long text': `"${'x'.repeat(2_000_000)}"`,
  'a deep list': nested(500),
  'a deeper list': nested(20_000),
  'a deep object': nestedObjects(900),
  'a deeper object': nestedObjects(20_000),
  'a long list of nothing': `[${'{},'.repeat(150_000)}{}]`,
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** JSON text of an object with one member replaced; a path leads to it. */
const withMember = (value: unknown, [key = '', ...rest]: readonly string[], replacement: string): string => {
  const members = Object.entries(asObject(value)).map(([name, member]) => {
    if (name !== key) return `${JSON.stringify(name)}:${JSON.stringify(member)}`
    return `${JSON.stringify(name)}:${rest.length === 0 ? replacement : withMember(member, rest, replacement)}`
  })
  return Array.isArray(value)
    ? `[${members.map((member) => member.slice(member.indexOf(':') + 1)).join(',')}]`
    : `{${members.join(',')}}`
}

/** What may have become of a stored JSON file, or have been put in its place: cut, damaged, strange in one member, far too much. */
export const hostileJson = (good: string, members: readonly (readonly string[])[]): HostileFile[] => {
  const json: unknown = JSON.parse(good)
  const bytes = Buffer.from(good)
  const damaged = (at: number, byte: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = byte
    return copy
  }
  const places = Array.from({ length: 12 }, (_, n) => Math.floor((n * bytes.length) / 12))
  return [
    ...places.map((at): HostileFile => [`cut after ${at} bytes`, bytes.subarray(0, at)]),
    ...places.map((at): HostileFile => [`NUL at ${at}`, damaged(at, 0)]),
    ...places.map((at): HostileFile => [`no UTF-8 at ${at}`, damaged(at, 0xff)]),
    ...members.flatMap((path) =>
      Object.entries(strangeValues).map(([what, value]) =>
        text(`${what} as ${path.join('.')}`, withMember(json, path, value)),
      ),
    ),
    text('twice', good + good),
    text('another version', withMember(json, ['version'], '99')),
    text('a member more named __proto__', good.replace('{', '{"__proto__":{"version":1},')),
    ['UTF-16', Buffer.from(good, 'utf16le')],
    ['NULs alone', Buffer.alloc(bytes.length)],
    ['100 MB of a list that opens', Buffer.alloc(100_000_000, '[')],
    ['20 MB of lists in lists', Buffer.from(nested(10_000_000))],
    ['20 MB of empty objects', Buffer.from(`{"version":1,"lessons":{"a":[${'{},'.repeat(6_500_000)}{}]}}`)],
    ['20 MB of one text', Buffer.from(`{"version":1,"lessons":{"a":"${'x'.repeat(20_000_000)}"}}`)],
    [
      '20 MB of names',
      Buffer.from(`{"version":1,"lessons":{${Array.from({ length: 1_300_000 }, (_, n) => `"p-${n}":{}`).join(',')}}}`),
    ],
  ]
}
