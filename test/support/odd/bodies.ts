import type { HeaderList } from '../../../src/shared/stream/header-list.ts'

/** What of an odd request is not as usual. */
export interface Odd {
  readonly method?: string
  readonly target?: string
  readonly headers?: HeaderList
  readonly cannot?: string
  readonly body?: string | Buffer
}

const json = ['Content-Type', 'application/json'] as const

export const bodies: readonly (readonly [string, Odd])[] = [
  ['JSON', { headers: [json], body: `{"it's": "a \\"$HOME\\" \`tick\` \\n é", "line": 1,\n "@x": "!"}` }],
  ['no type', { body: 'x=1' }],
  ['an empty type', { headers: [['Content-Type', '']], body: 'x' }],
  ['a form', { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=1&b=%20+&c' }],
  ['a dash first', { headers: [json], body: '-d x' }],
  ['an option', { headers: [json], body: '--raw=x' }],
  ['a file', { headers: [json], body: '@/etc/passwd' }],
  ['standard input', { headers: [json], body: '-' }],
  ['two dashes', { headers: [json], body: '--' }],
  ['NUL', { headers: [json], body: 'a\0b' }],
  ['control characters', { headers: [json], body: '\x01\x03\x1b[201~\r\n\t\x7f' }],
  ['a line break at the end', { headers: [json], body: 'a\n\n' }],
  ['line breaks first', { headers: [json], body: '\n\r\na' }],
  ['percent signs', { body: '%s\t%d%%' }],
  ['backslashes', { body: '\\\\n\\t\\0\t' }],
  ['a dash and a NUL', { body: '-n\0' }],
  ['bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0, 0x80, 0x27, 0x25, 0x5c]) }],
  [
    'bytes with a type',
    {
      headers: [['Content-Type', 'application/octet-stream']],
      body: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    },
  ],
  ['Latin-1', { headers: [['Content-Type', 'text/plain; charset=iso-8859-1']], body: Buffer.from([0xfc]) }],
  ['a byte order mark', { body: '\ufeffx' }],
  ['characters of Unicode', { body: '€😀\u2028\u009b\u202e' }],
  ['a quote', { body: "'" }],
  ['only quotes', { body: `'''"""\\'` }],
  ['spaces', { body: '  ' }],
  ['a long text', { body: 'é'.repeat(60_000) }],
  ['long bytes', { body: Buffer.alloc(40_000, 0xfe) }],
  ['a body with GET', { method: 'GET', headers: [json], body: '{}', cannot: 'f' }],
  ['a body with HEAD', { method: 'HEAD', headers: [json], body: '{}', cannot: 'f' }],
  ['a body with DELETE', { method: 'DELETE', headers: [json], body: '{}' }],
  ['a body with OPTIONS *', { method: 'OPTIONS', target: '*', body: 'x', cannot: 'hfr' }],
  ['a body in chunks', { headers: [['Transfer-Encoding', 'chunked'], json], body: '{}' }],
  ['Expect', { headers: [['Expect', '100-continue'], json], body: '{}' }],
  ['a dash first, of body and header', { headers: [['-x', 'v']], body: '-d' }],
  [
    'everything odd',
    {
      method: 'PUT',
      target: "/$(id)/a%2Fb?;'&c=d",
      headers: [
        ['-x', "'@"],
        ['X-B', '@='],
        ['Cookie', '"'],
        ['X-C', ''],
      ],
      body: "-@'\0\xff",
      cannot: 'f',
    },
  ],
]
