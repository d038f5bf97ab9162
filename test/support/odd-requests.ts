import type { SnippetKind } from '../../src/shared/copy-as/snippets.ts'
import type { HeaderList } from '../../src/shared/stream/header-list.ts'
import { bodies, type Odd } from './odd/bodies.ts'
import { methods, targets } from './odd/first-lines.ts'
import { headers } from './odd/headers.ts'

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

/**
 * Whether a request is one of those that went wrong before they were known: these are sent for real in every test
 * run.
 */
export const isKnown = ({ name }: OddRequest): boolean => known.has(name)

const known = new Set([
  'method HEAD',
  "method G'T",
  'method PURGE',
  'method -X',
  'target /a%2Fb',
  'target /a/../b',
  'target *',
  'target /a#b',
  'target http://localhost:5100/abs',
  "target /?it's",
  'target /ü',
  'target /$(id)',
  'header: an empty value',
  'header: quotes',
  'header: backslashes',
  'header: a value like a file',
  'header: a value like raw JSON',
  'header: a name that begins with a dash',
  'header: a name like an option taken back',
  'header: UTF-8',
  'header: Latin-1',
  'header: an octet first that Python has for white space',
  'header: a space of Unicode at the end',
  'header: a space of Unicode first',
  'header: a space of Unicode within',
  'header: a header twice',
  'header: cookies',
  'header: two lines of cookies',
  'header: another Host',
  'header: a name that an object takes for its prototype',
  'header: who sends',
  'body: JSON',
  'body: no type',
  'body: an empty type',
  'body: a dash first',
  'body: standard input',
  'body: two dashes',
  'body: NUL',
  'body: control characters',
  'body: a line break at the end',
  'body: a dash and a NUL',
  'body: bytes that are no text',
  'body: a long text',
  'body: a body with GET',
  'body: a body with HEAD',
  'body: a body in chunks',
  'body: a dash first, of body and header',
  'body: everything odd',
])

const odd = (name: string, request: Odd): OddRequest => {
  const { body = '', ...rest } = request
  return {
    name,
    method: body.length === 0 ? 'GET' : 'POST',
    target: '/',
    headers: [],
    cannot: '',
    ...rest,
    body: Buffer.from(body as string),
  }
}

/** Whether a program must refuse a request. */
export const mustRefuse = ({ cannot }: OddRequest, kind: SnippetKind): boolean => cannot.includes(kind.charAt(0))

/** Requests that are hard to write down, of each kind that was seen to go wrong. */
export const oddRequests: readonly OddRequest[] = [
  ...methods.map(([method, cannot]) => odd(`method ${method}`, { method, cannot })),
  ...targets.map(([target, cannot]) => odd(`target ${target.slice(0, 30)}`, { target, cannot })),
  ...headers.map(([name, lines, cannot]) => odd(`header: ${name}`, { headers: lines, cannot })),
  ...bodies.map(([name, request]) => odd(`body: ${name}`, request)),
]
