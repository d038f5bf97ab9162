import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { Indentation } from './indentation.ts'
import { PythonError } from './python-fault.ts'
import { tokensOf, type Token } from './tokens.ts'

/** The first fault ends it, as it ends Python; the grammar is no recovery from faults. */
const strictParser = parser.configure({ strict: true })

/**
 * The syntax tree of a Python file. Throws a {@link PythonError} where Python's tokenizer or its grammar would refuse the file.
 * Places in the tree are offsets in `text`, of which the names are to be read: what the parser was given may spell one differently.
 */
export const parsePython = (text: string): SyntaxNode => {
  if (text.includes('\0')) throw new PythonError(text.indexOf('\0'), 'a NUL character is nothing to Python')
  const readable = readableText(text)
  try {
    return strictParser.parse(readable).topNode
  } catch (thrown) {
    const [, at] = /at (\d+)$/.exec(thrown instanceof SyntaxError ? thrown.message : '') ?? []
    if (at === undefined) throw thrown
    throw new PythonError(Math.min(Number(at), text.length), 'Python cannot read this line')
  }
}

// The grammar knows neither `1.` nor a bare `yield`, stumbles over some of what may stand between words, and takes the `print` of
// Python 2 for a statement: those are spelt as it knows them, each in as many characters.
const readableText = (text: string): string => {
  const indentation = new Indentation(text)
  const pieces: string[] = []
  let before: Token | undefined
  let copied = 0
  const put = (at: number, end: number, spelling: string): void => {
    pieces.push(text.slice(copied, at), spelling)
    copied = end
  }
  if (text.startsWith('\ufeff')) put(0, 1, ' ')
  for (const token of tokensOf(text)) {
    indentation.see(token)
    const gap = text.slice(Math.max(copied, before?.end ?? 0), token.at)
    if (/[\f\\]/.test(gap))
      put(
        token.at - gap.length,
        token.at,
        gap.replace(/\f|\\(?:\r\n|[\r\n])/g, (found) => ' '.repeat(found.length)),
      )
    if (before && isBare(text, before, token)) put(before.at, before.end, 'Yield')
    const spelling = spellingOf(text, token)
    if (spelling !== undefined) put(token.at, token.end, spelling)
    before = token
  }
  if (before && text.slice(before.at, before.end) === 'yield') put(before.at, before.end, 'Yield')
  indentation.end()
  return pieces.join('') + text.slice(copied)
}

const isBare = (text: string, { at, end }: Token, next: Token): boolean =>
  text.slice(at, end) === 'yield' &&
  (next.kind === 'newline' || next.kind === 'comment' || ')]},;='.includes(text[next.at] ?? ''))

const spellingOf = (text: string, { kind, at, end }: Token): string | undefined => {
  if (kind === 'string') return stringSpelling(text.slice(at, end))
  if (kind === 'number') return /\.(?!\d)/.test(text.slice(at, end)) ? text.slice(at, end).replace('.', '_') : undefined
  return kind === 'name' && text.slice(at, end) === 'print' ? 'Print' : undefined
}

// A backslash hides neither half of a line end from the grammar, nor does it make a brace of a format string plain text to Python.
const stringSpelling = (string: string): string | undefined => {
  if (!string.includes('\\')) return undefined
  const isFormat = /^\w*[fF]/.test(string)
  return string.replace(/\\(\r\n|[^])/g, (pair: string, next: string) => {
    if (next === '\r\n') return ' \\\n'
    return isFormat && (next === '{' || next === '}') ? `_${next}` : pair
  })
}
