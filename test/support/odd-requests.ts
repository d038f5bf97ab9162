import type { SnippetKind } from '../../src/shared/copy-as/snippets.ts'
import type { HeaderList } from '../../src/shared/header-list.ts'

/** A request that is hard to write down for a program; head in octets, one character each. */
export interface OddRequest {
  readonly name: string
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body: Buffer
  /** The programs that cannot send it as it is, by their first letters: they must say so. */
  readonly cannot: string
}

/** Whether a request is one of those that went wrong before they were known: these are sent for real in every test run. */
export const isKnown = ({ name }: OddRequest): boolean => known.has(name)

const known = new Set([
  'method HEAD', "method G'T", 'method PURGE', 'method -X', 'target /a%2Fb', 'target /a/../b', 'target *', 'target /a#b', 'target http://localhost:5100/abs', "target /?it's", 'target /ü', 'target /$(id)',
  'header: an empty value', 'header: quotes', 'header: backslashes', 'header: a value like a file', 'header: a value like raw JSON', 'header: a name that begins with a dash', 'header: a name like an option taken back',
  'header: UTF-8', 'header: Latin-1', 'header: a header twice', 'header: cookies', 'header: two lines of cookies', 'header: another Host', 'header: a name that an object takes for its prototype', 'header: who sends',
  'body: JSON', 'body: no type', 'body: an empty type', 'body: a dash first', 'body: standard input', 'body: NUL', 'body: control characters', 'body: a line break at the end', 'body: a dash and a NUL', 'body: bytes that are no text',
  'body: a long text', 'body: a body with GET', 'body: a body with HEAD', 'body: a body in chunks', 'body: a dash first, of body and header', 'body: everything odd',
])

type Odd = Partial<Omit<OddRequest, 'name' | 'body'>> & { readonly body?: string | Buffer }

const odd = (name: string, request: Odd): OddRequest => {
  const { body = '', ...rest } = request
  return { name, method: body.length === 0 ? 'GET' : 'POST', target: '/', headers: [], cannot: '', ...rest, body: Buffer.from(body as string) }
}

/** Whether a program must refuse a request. */
export const mustRefuse = ({ cannot }: OddRequest, kind: SnippetKind): boolean => cannot.includes(kind.charAt(0))

const json = ['Content-Type', 'application/json'] as const
const octets = (text: string): string => Buffer.from(text).toString('latin1')

const methods: readonly (readonly [string, string])[] = [
  ['GET', ''], ['HEAD', ''], ['POST', ''], ['PUT', ''], ['PATCH', ''], ['DELETE', ''], ['OPTIONS', ''], ['TRACE', 'f'], ['PURGE', ''], ['get', 'hfr'], ['Post', 'hfr'],
  ['patch', 'hfr'], ['M-SEARCH', 'h'], ['X_1', 'h'], ['!', 'h'], ["$a'b`c|d", 'hr'], ['*', 'h'], ['PROPFIND', ''], ["G'T", 'h'], ['-X', 'h'], ['~', 'h'], ['&', 'h'],
]

const targets: readonly (readonly [string, string])[] = [
  ['/a%2Fb', ''], ['/a%2fb', 'hr'], ['/%41', 'hr'], ['/%7E', 'hr'], ['/%zz', 'hr'], ['/100%', 'hr'], ['/a/../b', 'fr'], ['/./', 'fr'], ['/a/%2e%2e/b', 'hfr'],
  ['//', 'hr'], ['//other.example/x', 'hr'], ['/a//b', ''], ['/a?', 'hfr'], ['/?', 'hfr'], ['/a?b?c', ''], ['/a?b=c&d=e', ''], ["/it's", ''], ["/?it's", 'f'],
  ['/[1]', 'hr'], ['/?a[]=1', 'hr'], ['/{a,b}', 'hfr'], ['/a|b', 'hr'], ['/a^b', 'hr'], ['/a\\b', 'hfr'], ['/"a"', 'hfr'], ['/<a>', 'hfr'], ['/`id`', 'hfr'], ['/$HOME', ''],
  ['/$(id)', ''], ['/!!', ''], ['/~', ''], ['/;id', ''], ['/a&b', ''], ['/*', ''], ['/a+b', ''], ['/a,b', ''], ['/@x', ''], ['/:80', ''], ['/-o', ''], ['/a#b', 'hfr'], ['/#', 'hfr'],
  ['/a?b#c', 'hfr'], ['*', 'hfr'], ['http://localhost:5100/abs', 'hfr'], ['https://other.example/', 'hfr'], [octets('/ü'), 'hfr'], ['/\xfc', 'hfr'], [octets('/?q=€'), 'hfr'], ['/%C3%BC', ''], ['/%FF', ''], [`/${'a'.repeat(8_000)}`, ''], ['/a?x=%20+%2B', ''],
  ['/a=b', ''], ['/a/.b', ''], ['/a/b..', ''],
]

const headers: readonly (readonly [string, HeaderList, string])[] = [
  ['a plain one', [['X-A', 'b']], ''],
  ['an empty value', [['X-A', '']], ''],
  ['only white space', [['X-A', '  ']], ''],
  ['white space around', [['X-A', ' \tb ']], ''],
  ['a tab within', [['X-A', 'a\tb']], ''],
  ['quotes', [['X-A', `'"\`$HOME $(id) \\n !!`]], ''],
  ['percent signs', [['X-A', '%s%d%%']], ''],
  ['a value like a file', [['X-A', '@/etc/passwd']], ''],
  ['a value like JSON', [['X-A', '=1']], ''],
  ['a value like raw JSON', [['X-A', '={"a":1}']], ''],
  ['a value like an empty header', [['X-A', ';']], ''],
  ['colons', [['X-A', '::@=;']], ''],
  ['backslashes', [['X-A', '\\ \\\\ \\a']], ''],
  ['a backslash before a separator', [['X-A', 'a\\=b']], 'h'],
  ['two backslashes before a separator', [['X-A', 'a\\\\:b']], ''],
  ['a backslash at the end', [['X-A', 'a\\']], ''],
  ['a semicolon at the end', [['X-A', 'a;']], ''],
  ['a name that begins with a dash', [['-x', 'v']], ''],
  ['a name like an option', [['--raw', 'v']], ''],
  ['a name like an option taken back', [['--no-verify', 'v']], ''],
  ['a name like an option, empty', [['--print', '']], ''],
  ['names of odd tokens', [["!#$%&'*+.^_`|~", 'v']], ''],
  ['a name that an object takes for its prototype', [['__proto__', 'v']], 'f'],
  ['names of digits', [['1', 'a'], ['0', 'b']], ''],
  ['UTF-8', [['X-A', octets('ü€😀')]], ''],
  ['Latin-1', [['X-A', '\xfc']], 'h'],
  ['octets that are no text', [['X-A', '\x80\xff\xc3']], 'h'],
  ['a control character of Unicode', [['X-A', octets('a\u009bb')]], ''],
  ['a header twice', [['X-A', '1'], ['X-A', '2']], 'fr'],
  ['a header twice, in another case', [['X-A', '1'], ['x-a', '2']], 'fr'],
  ['a header twice, once empty', [['X-A', ''], ['X-A', '2']], 'fr'],
  ['cookies', [['Cookie', `session=a'b$x; "q"=\\1; c`]], ''],
  ['two lines of cookies', [['Cookie', 'a=1'], ['Cookie', 'b=2']], 'fr'],
  ['an Accept', [['Accept', 'text/html;q=0.5, */*']], ''],
  ['an Accept-Language', [['Accept-Language', 'de']], ''],
  ['a Referer and an Origin', [['Referer', 'http://localhost/x?y#z'], ['Origin', 'null']], ''],
  ['an Authorization', [['Authorization', 'Basic YTpi']], ''],
  ['another Host', [['Host', 'app.example:8080']], 'f'],
  ['a type without a body', [['Content-Type', 'text/plain']], ''],
  ['an encoding without a body', [['Content-Encoding', 'gzip']], ''],
  ['a Range', [['Range', 'bytes=0-1']], ''],
  ['a condition', [['If-None-Match', '"a", W/"b"']], 'f'],
  ['what the connection needs', [['Connection', 'close'], ['TE', 'trailers'], ['X-A', 'b']], ''],
  ['a length that is wrong', [['Content-Length', '7'], ['X-A', 'b']], ''],
  ['who sends', [['User-Agent', 'x'], ['Accept-Encoding', 'br'], ['Sec-Fetch-Mode', 'navigate'], ['X-A', 'b']], ''],
  ['a long one', [['X-A', 'a'.repeat(20_000)]], ''],
  ['fifty', Array.from({ length: 50 }, (_, index) => [`X-${index}`, String(index)] as const), ''],
  ['set-cookie', [['Set-Cookie', 'a=b']], ''],
]

const bodies: readonly (readonly [string, Odd])[] = [
  ['JSON', { headers: [json], body: `{"it's": "a \\"$HOME\\" \`tick\` \\n é", "line": 1,\n "@x": "!"}` }],
  ['no type', { body: 'x=1' }],
  ['an empty type', { headers: [['Content-Type', '']], body: 'x' }],
  ['a form', { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=1&b=%20+&c' }],
  ['a dash first', { headers: [json], body: '-d x' }],
  ['an option', { headers: [json], body: '--raw=x' }],
  ['a file', { headers: [json], body: '@/etc/passwd' }],
  ['standard input', { headers: [json], body: '-' }],
  ['NUL', { headers: [json], body: 'a\0b' }],
  ['control characters', { headers: [json], body: '\x01\x03\x1b[201~\r\n\t\x7f' }],
  ['a line break at the end', { headers: [json], body: 'a\n\n' }],
  ['line breaks first', { headers: [json], body: '\n\r\na' }],
  ['percent signs', { body: '%s\t%d%%' }],
  ['backslashes', { body: '\\\\n\\t\\0\t' }],
  ['a dash and a NUL', { body: '-n\0' }],
  ['bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0, 0x80, 0x27, 0x25, 0x5c]) }],
  ['bytes with a type', { headers: [['Content-Type', 'application/octet-stream']], body: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) }],
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
  ['everything odd', { method: 'PUT', target: "/$(id)/a%2Fb?;'&c=d", headers: [['-x', "'@"], ['X-B', '@='], ['Cookie', '"'], ['X-C', '']], body: "-@'\0\xff", cannot: 'f' }],
]

/** Requests that are hard to write down, of each kind that was seen to go wrong. */
export const oddRequests: readonly OddRequest[] = [
  ...methods.map(([method, cannot]) => odd(`method ${method}`, { method, cannot })),
  ...targets.map(([target, cannot]) => odd(`target ${target.slice(0, 30)}`, { target, cannot })),
  ...headers.map(([name, lines, cannot]) => odd(`header: ${name}`, { headers: lines, cannot })),
  ...bodies.map(([name, request]) => odd(`body: ${name}`, request)),
]
