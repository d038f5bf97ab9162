/** One statement of `counter.cfg`; `line` is counted from 1, places are offsets in the text. */
export type Statement =
  | { readonly kind: 'assignment'; readonly line: number; readonly key: string; readonly value: string; readonly valueAt: number }
  | { readonly kind: 'comment'; readonly line: number; readonly text: string; readonly end: number }
  | { readonly kind: 'problem'; readonly line: number; readonly message: string; readonly key?: string }

/** The ends of line that Python knows. */
const endOfLine = /\r\n|\n|\r/g

/** Splits settings into statements. A value may go on over several lines inside brackets; what it means is not looked at. */
export const scanStatements = (text: string): Statement[] => {
  const statements: Statement[] = []
  const lineAt = lineCounter(text)
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    at += matchAt(/[ \t\f]*/y, text, at).length
    const { statement, end } = scanStatement(text, at, lineAt(at))
    if (statement) statements.push(statement)
    at = end + matchAt(/\r\n|\n|\r|$/y, text, end).length
    if (end === text.length) break
  }
  return statements
}

interface Scanned {
  readonly statement?: Statement
  /** Where the rest of the line begins: at its end of line, or at the end of the text. */
  readonly end: number
}

const scanStatement = (text: string, at: number, line: number): Scanned => {
  const lineEnd = at + matchAt(/[^\r\n]*/y, text, at).length
  const content = text.slice(at, lineEnd)
  if (content === '') return { end: lineEnd }
  if (content.startsWith('#')) return { statement: { kind: 'comment', line, text: content, end: lineEnd }, end: lineEnd }
  const [head, key] = /^([A-Za-z_]\w*)[ \t]*=(?!=)[ \t]*/.exec(content) ?? []
  if (head === undefined || key === undefined) return { statement: { kind: 'problem', line, message: expectedAssignment }, end: lineEnd }
  return scanAssignment(text, at + head.length, { line, key })
}

// Of the line nothing is repeated: it may be a key with a typing mistake, and problems are shown to everybody.
const expectedAssignment = 'expected KEY = value, such as USE_SESSION_STORE = True, and found something else'

const scanAssignment = (text: string, valueAt: number, { line, key }: { line: number; key: string }): Scanned => {
  const { end, commentAt, isClosed } = scanExpression(text, valueAt)
  const value = text.slice(valueAt, commentAt ?? end).trimEnd()
  if (!isClosed) return { statement: { kind: 'problem', line, key, message: 'a bracket or a string is opened here and never closed' }, end }
  return { statement: { kind: 'assignment', line, key, value, valueAt }, end }
}

const bracketSteps = new Map([['(', 1], ['[', 1], ['{', 1], [')', -1], [']', -1], ['}', -1]])

// Walks over an expression in pieces: strings and comments whole, since brackets in them count for nothing.
const scanExpression = (text: string, start: number) => {
  const piece = /'''[^]*?'''|"""[^]*?"""|'(?:[^'\\\r\n]|\\[^])*'|"(?:[^"\\\r\n]|\\[^])*"|#[^\r\n]*|\\(?:\r\n|[^])|\r\n|[^]/y
  let depth = 0
  let commentAt: number | undefined
  let at = start
  while (at < text.length) {
    const found = matchAt(piece, text, at)
    if (depth <= 0 && /^[\r\n]/.test(found)) break
    if (found === "'" || found === '"') return { end: at + matchAt(/[^\r\n]*/y, text, at).length, commentAt: undefined, isClosed: false }
    if (depth <= 0 && found.startsWith('#')) commentAt ??= at
    depth += bracketSteps.get(found) ?? 0
    at += found.length
  }
  return { end: at, commentAt, isClosed: depth <= 0 }
}

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

// Asked with growing offsets.
const lineCounter = (text: string): ((at: number) => number) => {
  const ends = Array.from(text.matchAll(endOfLine), ({ index, 0: end }) => index + end.length)
  let passed = 0
  return (at) => {
    while ((ends[passed] ?? Number.POSITIVE_INFINITY) <= at) passed += 1
    return passed + 1
  }
}
