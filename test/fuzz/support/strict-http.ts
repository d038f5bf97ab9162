import { failed, success, type Result } from '../../../src/shared/base/result.ts'

/** One answer as its bytes say it. */
export interface ParsedAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

type Parsed<T> = Result<T, string>

const statusLine = /^HTTP\/1\.1 ([1-5]\d\d) ([\t\x20-\x7e\x80-\xff]*)$/
const headerLine =
  /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):[ \t]*((?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*$/

/**
 * Reads all that came over a connection as HTTP/1.1 answers (RFC 9112), and says what is wrong with it: nothing may be left
 * over. Answers to HEAD have no body, whatever their length says, and only their sender knows which those are;
 * `mayBeHead` says that some of them can be.
 */
export const parseAnswers = (bytes: Buffer, mayBeHead: boolean): Parsed<readonly ParsedAnswer[]> => {
  const text = bytes.toString('latin1')
  return parseFrom(text, 0, mayBeHead)
}

const parseFrom = (text: string, at: number, mayBeHead: boolean): Parsed<readonly ParsedAnswer[]> => {
  if (at === text.length) return success([])
  const head = parseHead(text, at)
  if (!head.ok) return head
  const { end, answer } = head.value
  let problem = 'there is no way to read it'
  for (const body of bodiesFrom(text, end, answer, mayBeHead)) {
    const rest = body.ok ? parseFrom(text, body.value.end, mayBeHead) : body
    if (rest.ok && body.ok) return success([{ ...answer, body: body.value.body }, ...rest.value])
    if (!rest.ok) problem = rest.failure
  }
  return failed(problem)
}

type Head = Omit<ParsedAnswer, 'body'>

const parseHead = (text: string, at: number): Parsed<{ readonly end: number; readonly answer: Head }> => {
  const blank = text.indexOf('\r\n\r\n', at)
  if (blank < 0) return failed(`no end of the head: ${shown(text, at)}`)
  const [first = '', ...lines] = text.slice(at, blank).split('\r\n')
  const status = statusLine.exec(first)?.[1]
  if (status === undefined) return failed(`no status line: ${shown(text, at)}`)
  const headers: [string, string][] = []
  for (const line of lines) {
    const [, name, value = ''] = headerLine.exec(line) ?? []
    if (name === undefined) return failed(`no header line: ${JSON.stringify(line)}`)
    headers.push([name.toLowerCase(), value])
  }
  const answer = { status: Number(status), headers }
  const problem = headProblem(answer)
  return problem === undefined ? success({ end: blank + 4, answer }) : failed(`${problem}: ${shown(text, at)}`)
}

/** Values of a header. */
export const valuesOf = ({ headers }: Head, wanted: string): string[] =>
  headers.flatMap(([name, value]) => (name === wanted ? [value] : []))

// What RFC 9110 and 9112 say that every answer must have, and must not.
const headProblem = (answer: Head): string | undefined => {
  const { status } = answer
  const lengths = valuesOf(answer, 'content-length')
  const codings = valuesOf(answer, 'transfer-encoding')
  if (lengths.length > 1 || lengths.some((length) => !/^\d+$/.test(length)))
    return 'RFC 9110 §8.6: one Content-Length, in digits'
  if (codings.length > 0 && lengths.length > 0) return 'RFC 9112 §6.2: no Content-Length beside Transfer-Encoding'
  if (codings.length > 1 || codings.some((coding) => coding.toLowerCase() !== 'chunked'))
    return 'RFC 9112 §6.1: chunked, once'
  if ((status < 200 || status === 204) && lengths.length + codings.length > 0)
    return 'RFC 9110 §8.6: no length of what has no body'
  if (status >= 200 && status < 500 && valuesOf(answer, 'date').length !== 1) return 'RFC 9110 §6.6.1: a Date'
  if (status === 405 && valuesOf(answer, 'allow').length !== 1) return 'RFC 9110 §15.5.6: an Allow'
  if (status === 401 && valuesOf(answer, 'www-authenticate').length < 1) return 'RFC 9110 §15.5.2: a WWW-Authenticate'
  return undefined
}

interface Body {
  readonly end: number
  readonly body: string
}

const bodiesFrom = (text: string, at: number, answer: Head, mayBeHead: boolean): Parsed<Body>[] => {
  const none: Parsed<Body> = success({ end: at, body: '' })
  if (answer.status < 200 || answer.status === 204 || answer.status === 304) return [none]
  return mayBeHead ? [bodyFrom(text, at, answer), none] : [bodyFrom(text, at, answer)]
}

const bodyFrom = (text: string, at: number, answer: Head): Parsed<Body> => {
  if (valuesOf(answer, 'transfer-encoding').length > 0) return chunksFrom(text, at)
  const [length] = valuesOf(answer, 'content-length')
  if (length === undefined) return closedBody(text, at, answer)
  const end = at + Number(length)
  return end > text.length
    ? failed(`a body of ${length} bytes is cut off: ${shown(text, at)}`)
    : success({ end, body: text.slice(at, end) })
}

// RFC 9112 §6.3: without a length the body ends with the connection, which must be said.
const closedBody = (text: string, at: number, answer: Head): Parsed<Body> =>
  valuesOf(answer, 'connection').includes('close')
    ? success({ end: text.length, body: text.slice(at) })
    : failed(`no length: ${shown(text, at)}`)

const chunksFrom = (text: string, start: number): Parsed<Body> => {
  let body = ''
  let at = start
  for (;;) {
    const [line, digits = ''] = /^([\da-fA-F]{1,8})\r\n/.exec(text.slice(at, at + 10)) ?? []
    if (line === undefined) return failed(`no chunk: ${shown(text, at)}`)
    const size = Number.parseInt(digits, 16)
    at += line.length + size
    body += text.slice(at - size, at)
    if (text.slice(at, at + 2) !== '\r\n') return failed(`a chunk is cut off: ${shown(text, at)}`)
    at += 2
    if (size === 0) return success({ end: at, body })
  }
}

const shown = (text: string, at: number): string => JSON.stringify(text.slice(at, at + 300))
