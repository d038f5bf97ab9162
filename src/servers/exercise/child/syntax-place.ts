import { Script } from 'node:vm'
import { parse } from 'es-module-lexer'
import type { Place } from './compile.ts'

const fileName = 'module'
const opening = 'async () => {'

/**
 * Where the engine finds a module's early error, such as a name that is declared twice: of modules it does not say. So it
 * reads the module once more as the body of a function, with blanks in place of what only a module may have.
 */
export const placeOfSyntaxError = (code: string): Place | undefined => {
  try {
    new Script(`${opening}${asBody(code)}\n}`, { filename: fileName })
    return undefined
  } catch (thrown) {
    return thrown instanceof SyntaxError ? placeIn(thrown.stack ?? '') : undefined
  }
}

const asBody = (code: string): string => {
  const imports = parse(code)[0].filter(({ type }) => type === 'static')
  const blanked = imports.reduce(
    (text, { importStart, importEnd }) =>
      text.slice(0, importStart) + blank(text.slice(importStart, importEnd)) + text.slice(importEnd),
    code,
  )
  return blanked.replace(/^export (?:default )?(?=class|const|let|var|function|async)/gm, blank)
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

// `module:3`, the line itself, and a caret below it.
const placeIn = (stack: string): Place | undefined => {
  const [first = '', , caret = ''] = stack.split('\n')
  const line = Number(new RegExp(`^${fileName}:(\\d+)$`).exec(first)?.[1])
  if (Number.isNaN(line)) return undefined
  const column = caret.indexOf('^') + 1 - (line === 1 ? opening.length : 0)
  return { line, column: Math.max(1, column) }
}
