import type { HeaderList } from '../stream/header-list.ts'
import { utf8TextOf } from '../base/octets.ts'
import { failed, success, type Result } from '../base/result.ts'
import { literal } from './literal.ts'
import { repeatedHeader, type SnippetProblem } from './snippet-problem.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** A request as a program of JavaScript that sends it with `fetch`. */
export const fetchProgram = (request: SnippetRequest): Result<string, SnippetProblem> => {
  const problem = problemOf(request)
  if (problem !== undefined) return failed(problem)
  const { method, origin, target, headers, body } = request
  return success(
    [
      `const response = await fetch(${literal(`${origin}${target}`)}, {`,
      `  method: ${literal(method)},`,
      `  redirect: 'manual',`,
      ...(headers.length === 0 ? [] : [`  headers: ${headersLiteral(headers)},`]),
      ...(body === '' ? [] : [`  body: ${bodyLiteral(body)},`]),
      '})',
      'console.log(response.status, await response.text())',
    ].join('\n'),
  )
}

const problemOf = ({ method, origin, target, headers, body }: SnippetRequest): SnippetProblem | undefined => {
  // Fetch, 2.2.1: it refuses some, and writes others in capitals.
  if (
    /^(connect|trace|track)$/i.test(method) ||
    (/^(delete|get|head|options|patch|post|put)$/i.test(method) && method !== method.toUpperCase())
  )
    return { kind: 'method' }
  if ((method === 'GET' || method === 'HEAD') && body !== '') return { kind: 'body' }
  if (!isKept(origin, target)) return { kind: 'target' }
  const repeated = repeatedHeader(headers)
  if (repeated !== undefined) return { kind: 'repeated', header: repeated }
  return headers.map(([name]) => headerProblem(name)).find((problem) => problem !== undefined)
}

// Host follows from the URL; Node's keeps headers as members of an object. A condition turns the cache off (Fetch,
// 4.5), which it tells the server.
const headerProblem = (name: string): SnippetProblem | undefined => {
  if (/^(host|__proto__)$/i.test(name)) return { kind: 'unsent', header: name }
  return /^if-(match|none-match|modified-since|unmodified-since|range)$/i.test(name)
    ? { kind: 'adds', header: name }
    : undefined
}

// URL Standard: it resolves segments of dots, and escapes what it must.
const isKept = (origin: string, target: string): boolean => {
  if (!/^\/[\x21-\x7e]*$/.test(target) || !URL.canParse(`${origin}${target}`)) return false
  const url = new URL(`${origin}${target}`)
  return url.pathname + url.search === target
}

const headersLiteral = (headers: HeaderList): string =>
  `{\n${headers.map(([name, value]) => `    ${literal(name)}: ${literal(value)},\n`).join('')}  }`

// A string would get a Content-Type; bytes do not.
const bodyLiteral = (body: string): string => {
  const text = utf8TextOf(body)
  return text === undefined
    ? `Uint8Array.from(atob(${literal(btoa(body))}), (octet) => octet.charCodeAt(0))`
    : `new TextEncoder().encode(${literal(text)})`
}
