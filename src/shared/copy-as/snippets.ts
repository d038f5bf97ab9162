import { encodeOctets } from '../cookie/octets.ts'
import { headerValue, headerValues, type HeaderList } from '../header-list.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** The programs that a request can be written out for. */
export const snippetKinds = ['httpie', 'curl', 'fetch', 'requests'] as const
export type SnippetKind = (typeof snippetKinds)[number]

/**
 * A request as a shell command or a program that sends it: the same bytes as far as that program allows, no redirect
 * followed. Written here since what generators there are write JSON bodies anew, unquoted in a shell, and lose repeated headers.
 */
export const snippetOf = (kind: SnippetKind, request: SnippetRequest): string => writers[kind](request)

// POSIX shell, 2.2.2: nothing is special between single quotes but the quote itself.
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

const lines = (parts: readonly string[]): string => parts.join(' \\\n  ')

const hasDotSegment = (url: string): boolean => /\/\.{1,2}(\/|\?|$)/.test(url)

// HTTPie takes the first of its separators; a value that begins with one of their second characters is escaped.
const httpieHeader = ([name, value]: HeaderList[number]): string =>
  quoted(value === '' ? `${name};` : `${name}:${/^[=@]/.test(value) ? '\\' : ''}${value}`)

// It would say that a body is JSON; a header without a value takes that back.
const httpie = ({ method, url, headers, body }: SnippetRequest): string =>
  lines([
    ['http', '--ignore-stdin', ...(hasDotSegment(url) ? ['--path-as-is'] : []), method, quoted(url)].join(' '),
    ...headers.map(httpieHeader),
    ...(body === '' ? [] : [...withoutType(headers, 'Content-Type:'), `--raw ${quoted(body)}`]),
  ])

const curl = ({ method, url, headers, body }: SnippetRequest): string =>
  lines([
    ['curl', '--include', ...(hasDotSegment(url) ? ['--path-as-is'] : []), ...curlMethod(method, body), '--globoff', quoted(url)].join(' '),
    ...headers.map(([name, value]) => `--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body === '' ? [] : [...withoutType(headers, '--header Content-Type:'), `--data-raw ${quoted(body)}`]),
  ])

const curlMethod = (method: string, body: string): readonly string[] => {
  if (method === 'HEAD') return ['--head']
  return method === 'GET' && body === '' ? [] : ['--request', quoted(method)]
}

const withoutType = (headers: HeaderList, unset: string): readonly string[] =>
  headerValue(headers, 'Content-Type') === undefined ? [unset] : []

const literal = (text: string): string => JSON.stringify(text)

// These programs send a character as one octet: what is to be UTF-8 on the wire is written octet by octet.
const inOctets = (headers: HeaderList): HeaderList => headers.map(([name, value]) => [name, encodeOctets(value)])

// A list of pairs keeps a name that comes twice, which an object cannot.
const fetchHeaders = (headers: HeaderList): string => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  if (names.size < headers.length) return `[\n${headers.map(([name, value]) => `    [${literal(name)}, ${literal(value)}],\n`).join('')}  ]`
  return `{\n${headers.map(([name, value]) => `    ${literal(name)}: ${literal(value)},\n`).join('')}  }`
}

const fetchProgram = ({ method, url, headers, body }: SnippetRequest): string =>
  [
    `const response = await fetch(${literal(url)}, {`,
    `  method: ${literal(method)},`,
    `  redirect: 'manual',`,
    ...(headers.length === 0 ? [] : [`  headers: ${fetchHeaders(inOctets(headers))},`]),
    ...(body === '' ? [] : [`  body: ${literal(body)},`]),
    '})',
    'console.log(response.status, await response.text())',
  ].join('\n')

// A dict holds a name once: repeated values are one list (RFC 9110 §5.3; of cookies, RFC 6265 §4.2.1).
const joinRepeated = (headers: HeaderList): HeaderList => {
  const first = headers.filter(([name], index) => headers.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) === index)
  return first.map(([name]) => [name, headerValues(headers, name).join(/^cookie$/i.test(name) ? '; ' : ', ')])
}

// JSON's escapes are Python's, too.
const requestsProgram = ({ method, url, headers, body }: SnippetRequest): string => {
  const joined = inOctets(joinRepeated(headers))
  return [
    'import requests',
    '',
    'response = requests.request(',
    `    ${literal(method)},`,
    `    ${literal(url)},`,
    ...(joined.length === 0 ? [] : ['    headers={', ...joined.map(([name, value]) => `        ${literal(name)}: ${literal(value)},`), '    },']),
    ...(body === '' ? [] : [`    data=${literal(body)}.encode(),`]),
    '    allow_redirects=False,',
    ')',
    'print(response.status_code, response.text)',
  ].join('\n')
}

const writers: Readonly<Record<SnippetKind, (request: SnippetRequest) => string>> = {
  httpie,
  curl,
  fetch: fetchProgram,
  requests: requestsProgram,
}
