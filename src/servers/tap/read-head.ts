import { failure, success, type Result } from '../../shared/base/result.ts'

// A message's head, taken apart (RFC 9112 §2 to §5). Octets are characters here, one each, as Node has them.

/** The head of a request, as it was sent. */
export interface RequestHead {
  readonly method: string
  readonly target: string
  readonly httpVersion: string
  /** Names and values in turn, in their order and case. */
  readonly rawHeaders: readonly string[]
}

/** The head of an answer, as it was sent. */
export interface AnswerHead {
  readonly httpVersion: string
  readonly status: number
  readonly reason: string
  readonly rawHeaders: readonly string[]
}

const requestLine = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+) ([^\x00-\x20\x7f]+) HTTP\/(1\.[01])$/
const statusLine = /^HTTP\/(1\.[01]) ([1-9]\d\d)(?: (.*))?$/
const fieldName = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/

/** Reads a request's head, without the empty line that ends it. */
export const readRequestHead = (text: string): Result<RequestHead> => {
  const [start = '', ...lines] = linesOf(text)
  const [, method, target, httpVersion] = requestLine.exec(start) ?? []
  if (method === undefined || target === undefined || httpVersion === undefined)
    return failure('bad-input', 'it does not begin with a request of HTTP/1.1')
  const rawHeaders = readFields(lines)
  return rawHeaders.ok ? success({ method, target, httpVersion, rawHeaders: rawHeaders.value }) : rawHeaders
}

/** Reads an answer's head, without the empty line that ends it. */
export const readAnswerHead = (text: string): Result<AnswerHead> => {
  const [start = '', ...lines] = linesOf(text)
  const [, httpVersion, status, reason = ''] = statusLine.exec(start) ?? []
  if (httpVersion === undefined || status === undefined)
    return failure('bad-input', 'the answer does not begin as one of HTTP/1.1')
  const rawHeaders = readFields(lines)
  return rawHeaders.ok
    ? success({ httpVersion, status: Number(status), reason, rawHeaders: rawHeaders.value })
    : rawHeaders
}

// RFC 9112 §2.2: a line feed alone ends a line, too.
const linesOf = (text: string): string[] =>
  text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))

const readFields = (lines: readonly string[]): Result<string[]> => {
  const raw: string[] = []
  for (const line of lines) {
    if (/[\0\r]/.test(line)) return failure('bad-input', 'a header holds a character that none may hold')
    if (line.startsWith(' ') || line.startsWith('\t')) {
      const problem = unfold(raw, line)
      if (problem !== undefined) return failure('bad-input', problem)
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    if (colon < 1 || !fieldName.test(name)) return failure('bad-input', 'a line of the head is no header')
    raw.push(name, trimmed(line.slice(colon + 1)))
  }
  return success(raw)
}

// RFC 9112 §5.2. How long a message is must not depend on who unfolds what.
const unfold = (raw: string[], line: string): string | undefined => {
  const value = raw.pop()
  const name = raw.at(-1)?.toLowerCase()
  if (value === undefined || name === undefined) return 'its first header is folded'
  if (name === 'content-length' || name === 'transfer-encoding') return `${name} is folded`
  raw.push(trimmed(`${value} ${trimmed(line)}`))
  return undefined
}

// Blanks as HTTP has them: `trim` would take U+00A0 as well, which is an octet of its own here.
const trimmed = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** Every value of one header; its name in small letters. */
export const fieldValues = (rawHeaders: readonly string[], name: string): string[] => {
  const values: string[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.toLowerCase() === name) values.push(rawHeaders[at + 1] ?? '')
  return values
}
