import { failure, success, type Result } from '../../shared/base/result.ts'
import { fieldValues, type AnswerHead, type RequestHead } from './read-head.ts'

/** How the body of a message is told from what comes after it (RFC 9112 §6.3). */
export type Framing =
  | { readonly as: 'nothing' }
  | { readonly as: 'length'; readonly length: number }
  | { readonly as: 'chunks' }
  /** All that comes until the connection ends. */
  | { readonly as: 'rest' }

const nothing: Framing = { as: 'nothing' }

/** The framing of a request. One that two programs could read differently is not readable. */
export const requestFraming = ({ httpVersion, rawHeaders }: RequestHead): Result<Framing> => {
  const codings = codingsOf(rawHeaders)
  const lengths = fieldValues(rawHeaders, 'content-length')
  if (codings.length > 0) {
    if (lengths.length > 0) return failure('bad-input', 'it says its length in two ways')
    return isChunked(codings) && httpVersion === '1.1'
      ? success({ as: 'chunks' })
      : failure('bad-input', 'nothing says where its body ends')
  }
  if (lengths.length > 1) return failure('bad-input', 'it has more than one Content-Length')
  return lengths[0] === undefined ? success(nothing) : lengthOf(lengths[0])
}

/** The framing of the answer to a request of this method, unless it turns the connection into a tunnel. */
export const answerFraming = ({ httpVersion, status, rawHeaders }: AnswerHead, method: string): Result<Framing> => {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return success(nothing)
  const codings = codingsOf(rawHeaders)
  if (codings.length > 0) {
    // Chromium takes no chunks from HTTP/1.0, Node does.
    if (httpVersion === '1.0') return failure('bad-input', 'the answer is chunked, which HTTP/1.0 does not know')
    if (isChunked(codings)) return success({ as: 'chunks' })
    return codings.includes('chunked') || fieldValues(rawHeaders, 'content-length').length > 0
      ? failure('bad-input', 'programs do not agree where the answer ends')
      : success({ as: 'rest' })
  }
  const [length, ...others] = fieldValues(rawHeaders, 'content-length')
  if (length === undefined) return success({ as: 'rest' })
  if (others.some((other) => other !== length)) return failure('bad-input', 'the answer has two lengths')
  return lengthOf(length)
}

/** Whether a request asks for another protocol on its connection (RFC 9110 §7.8). */
export const asksToUpgrade = ({ method, rawHeaders }: RequestHead): boolean =>
  method === 'CONNECT' || fieldValues(rawHeaders, 'upgrade').length > 0

const codingsOf = (rawHeaders: readonly string[]): string[] =>
  fieldValues(rawHeaders, 'transfer-encoding').flatMap((value) =>
    value.split(',').map((coding) => coding.replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase()),
  )

const isChunked = (codings: readonly string[]): boolean =>
  codings.at(-1) === 'chunked' && codings.indexOf('chunked') === codings.length - 1

// 15 digits are less than the numbers that JavaScript counts exactly.
const lengthOf = (text: string): Result<Framing> =>
  /^\d{1,15}$/.test(text)
    ? success({ as: 'length', length: Number(text) })
    : failure('bad-input', 'its Content-Length is no number')
