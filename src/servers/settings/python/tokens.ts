import { PythonError } from './python-fault.ts'

/** What Python's tokenizer sees; the text of a token is `text.slice(at, end)`. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline' | 'comment'
  readonly at: number
  readonly end: number
}

const space = /(?:[ \t\f]|\\(?:\r\n|\r|\n))*/y
const word = /[\p{L}\p{N}\p{M}\p{Pc}\p{Cf}\u0080-\u{10ffff}\w]+/uy
const digits = String.raw`\d(?:_?\d)*`
const number = new RegExp(
  String.raw`0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:${digits}\.?(?:${digits})?|\.${digits})(?:[eE][+-]?${digits})?[jJ]?`,
  'y',
)
// After a number these words may follow at once: `1if x else 2`.
const afterNumber = /(?:and|else|for|if|in|is|not|or)(?!\w)/y
const string = /(?:[rR][bB]?|[bB][rR]?|[uU]|[fF][rR]?|[rR][fF])?(?:'''|"""|'|")/y
const operator = /\*\*=?|\/\/=?|>>=?|<<=?|->|:=|\.\.\.|[-+*/%@&|^<>=!]=|[-+*/%@&|^~<>=()[\]{},:.;]/y

/** Splits a Python file into tokens, line ends inside brackets left out. Throws a {@link PythonError} where Python's tokenizer would. */
export function* tokensOf(text: string): Generator<Token> {
  const brackets: number[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  for (;;) {
    at = skipSpace(text, at)
    if (at >= text.length) break
    const token = tokenAt(text, at)
    if (token.kind === 'operator') trackBracket(text, token.at, brackets)
    at = token.end
    if (token.kind !== 'newline' || brackets.length === 0) yield token
  }
  const open = brackets.at(-1)
  if (open !== undefined) throw new PythonError(open, 'a bracket is opened here and never closed')
}

const skipSpace = (text: string, at: number): number => {
  const gap = matchAt(space, text, at)
  const next = at + gap.length
  const isCutShort = next === text.length && /\\[\r\n]+$/.test(gap.slice(-3))
  if (text[next] !== '\\' && !isCutShort) return next
  throw new PythonError(next, 'a backslash may only stand at the end of a line, with another line after it')
}

const tokenAt = (text: string, at: number): Token => {
  const first = text[at] ?? ''
  if (first === '\n' || first === '\r') return { kind: 'newline', at, end: at + (text.startsWith('\r\n', at) ? 2 : 1) }
  if (first === '#') return { kind: 'comment', at, end: at + matchAt(/[^\r\n]*/y, text, at).length }
  const opening = matchAt(string, text, at)
  if (opening !== '') return { kind: 'string', at, end: endOfString(text, at, opening) }
  if (/\d/.test(first) || (first === '.' && /\d/.test(text[at + 1] ?? '')))
    return { kind: 'number', at, end: endOfNumber(text, at) }
  const name = matchAt(word, text, at)
  if (name !== '') return nameToken(at, name)
  const sign = matchAt(operator, text, at)
  if (sign === '' || text.startsWith('<>', at)) throw new PythonError(at, 'this character means nothing to Python')
  return { kind: 'operator', at, end: at + sign.length }
}

const nameToken = (at: number, name: string): Token => {
  // Python compares names in this form, and so decides what a name may be made of (PEP 3131).
  const isName = /^[\p{XIDS}_]\p{XIDC}*$/u.test(name) && /^[\p{XIDS}_]\p{XIDC}*$/u.test(name.normalize('NFKC'))
  if (!isName) throw new PythonError(at, 'a character here cannot be part of a name')
  return { kind: 'name', at, end: at + name.length }
}

const endOfNumber = (text: string, at: number): number => {
  const found = matchAt(number, text, at)
  const end = at + found.length
  const isOld = /^0[\d_]*[1-9][\d_]*$/.test(found)
  // What follows at once may be no part of another number or a name; `1..real` is one.
  if (isOld || !(/^[^\w\x80-\uffff]?$/.test(text.charAt(end)) || matchAt(afterNumber, text, end) !== ''))
    throw new PythonError(at, 'this is no number to Python')
  return end
}

const endOfString = (text: string, at: number, opening: string): number => {
  const quote = opening.replace(/^[a-zA-Z]+/, '')
  const isLong = quote.length === 3
  for (let next = at + opening.length; next < text.length; next += 1) {
    const character = text[next]
    if (character === '\\') next += text.startsWith('\r\n', next + 1) ? 2 : 1
    else if (!isLong && (character === '\n' || character === '\r')) break
    else if (text.startsWith(quote, next)) return next + quote.length
  }
  throw new PythonError(at, 'a text in quotes is opened here and never closed')
}

const closing = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** How deep Python's tokenizer lets brackets nest (MAXLEVEL). */
const deepest = 200

const trackBracket = (text: string, at: number, open: number[]): void => {
  const bracket = text[at] ?? ''
  if ('([{'.includes(bracket)) {
    open.push(at)
    if (open.length >= deepest) throw new PythonError(at, 'brackets are nested too deep here')
  }
  const wanted = closing.get(bracket)
  if (wanted === undefined) return
  const opened = open.pop()
  if (opened === undefined || text[opened] !== wanted)
    throw new PythonError(at, 'this bracket closes none that is open')
}

/** What a sticky pattern matches there; empty where it does not. */
const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
