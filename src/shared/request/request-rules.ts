import { isToken } from '../exchange/http-token.ts'

// What may stand in a request, and what is said where it may not. RFC 9110 §5.6.2 (tokens), §5.5 (field values),
// RFC 9112 §3.2 (targets).

/** What is wrong with a method; undefined where nothing is. */
export const methodProblem = (method: string): string | undefined => {
  if (!isToken(method)) return `“${method}” is not a method: it is one word of letters, such as GET.`
  return method === 'CONNECT' ? 'CONNECT asks a proxy for a tunnel; these servers are none.' : undefined
}

/** What is wrong with a target (path and query); undefined where nothing is. */
export const targetProblem = (target: string): string | undefined => {
  if (!target.startsWith('/')) return 'The path begins with a slash, such as / or /foo.'
  if (target.includes('#')) return 'A fragment (# and what follows) is never sent; write %23 for the character itself.'
  const odd = /[^\u0021-\u007e]/u.exec(target)
  return odd === null ? undefined : `${named(odd[0])} may not stand in a path; write ${percentEncoded(odd[0])} instead.`
}

/** What is wrong with one header line; undefined where nothing is. */
export const headerProblem = (name: string, value: string): string | undefined => {
  if (name === '') return 'A header has a name.'
  if (!isToken(name)) return `“${name}” is not a header name: letters, digits and hyphens, no space, no colon.`
  const theirs = ofConnection[name.toLowerCase()]
  if (theirs !== undefined) return `${name} ${theirs}`
  if (value !== value.trim()) return `The value of ${name} begins or ends with a space, which no server would see.`
  // Beyond ASCII any character may stand there: it goes as UTF-8, whose octets are obs-text (RFC 9110 §5.5). A lone
  // surrogate stands for an octet that is none, or for nothing.
  const odd = /[\0-\x08\x0a-\x1f\x7f\ud800-\udc7f\udd00-\udfff]/u.exec(value)
  return odd === null ? undefined : `${named(odd[0])} may not stand in the value of ${name}.`
}

const connection = 'belongs to the connection, which the lab opens and closes itself.'

/** Headers that follow from the message or its connection (RFC 9110 §7.6.1); a wrong one would break the next message. */
const ofConnection: Readonly<Record<string, string>> = {
  'content-length': 'follows from the body; the lab adds it.',
  'transfer-encoding': 'follows from the body, which the lab sends in one piece.',
  connection,
  'keep-alive': connection,
  'proxy-connection': connection,
  te: connection,
  trailer: connection,
  upgrade: connection,
  expect: 'would make the lab wait before it sends the body; it sends it at once.',
}

/** Whether a header follows from the message or its connection, so that nobody sets it by hand. */
export const isOfConnection = (name: string): boolean => Object.hasOwn(ofConnection, name.toLowerCase())

const named = (character: string): string => {
  if (character === ' ') return 'A space'
  const isVisible = /[^\p{C}\p{Z}]/u.test(character)
  return isVisible
    ? `“${character}”`
    : `The character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

// A lone surrogate has no encoding.
const percentEncoded = (character: string): string =>
  /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character)
