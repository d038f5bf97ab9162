import type { SyntaxNode } from '@lezer/common'
import { refuse } from './python-fault.ts'

/** Refuses a value without a name behind one with a name. */
export const checkArguments = (parts: readonly SyntaxNode[]): void => {
  let [isNamed, isSpread] = [false, false]
  for (const [index, part] of parts.entries()) {
    const [before, after] = [parts[index - 1]?.name ?? ',', parts[index + 1]]
    if (part.name === ',' || before !== ',') continue
    // Not ":=", which is part of a value.
    if (after?.name === 'AssignOp' && after.to === after.from + 1) isNamed = true
    else if (part.name === '**') isSpread = true
    else if (part.name === '*' ? isSpread : isNamed || isSpread)
      refuse(part.from, 'a value without a name follows one with a name')
  }
}

/** Refuses parameters that stand twice, or without a default behind one with a default. */
export const checkParameters = (parts: readonly SyntaxNode[], text: string): void => {
  const names = new Set<string>()
  let hasDefault = false
  for (const [index, part] of parts.entries()) {
    if (part.name === '*') hasDefault = false
    const isParameter =
      part.name === 'VariableName' && ['(', ',', '*', '**', undefined].includes(parts[index - 1]?.name)
    if (!isParameter) continue
    const name = text.slice(part.from, part.to)
    if (names.has(name)) refuse(part.from, 'a parameter stands here twice')
    names.add(name)
    const next = parts[index + 1]?.name === 'TypeDef' ? parts[index + 2] : parts[index + 1]
    if (next?.name === 'AssignOp') hasDefault = true
    else if (
      hasDefault &&
      ['(', ','].includes(parts[index - 1]?.name ?? ',') &&
      !parts.slice(0, index).some(({ name: sign }) => sign === '*')
    ) {
      refuse(part.from, 'a parameter without a default follows one with a default')
    }
  }
}

/** Refuses a `try` whose parts do not belong together. */
export const checkTry = (children: readonly SyntaxNode[]): void => {
  const has = (word: string): boolean => children.some(({ name }) => name === word)
  const [first] = children
  if (!has('except') && !has('finally')) refuse(first?.to ?? 0, 'except or finally is expected here')
  if (has('else') && !has('except')) refuse(first?.from ?? 0, 'else without except')
  const comma = children.find(({ name }) => name === ',')
  if (comma) refuse(comma.from, 'this is the Python of long ago')
  const excepts = children.flatMap((child, index) =>
    child.name === 'except' ? [{ child, isBare: children[index + 1]?.name === 'Body' }] : [],
  )
  const bare = excepts.slice(0, -1).find(({ isBare }) => isBare)
  if (bare) refuse(bare.child.from, 'a bare except must be the last')
}

/** Refuses what may not be listed behind `import`. */
export const checkImport = (children: readonly SyntaxNode[]): void => {
  const word = children.findIndex(({ name }) => name === 'import')
  const after = children.slice(word + 1)
  const isFrom = children[0]?.name === 'from'
  const isListed = after[0]?.name === '('
  if (!isFrom && isListed) refuse(after[0]?.from ?? 0, 'this line cannot be read as Python')
  if (isFrom && after.some(({ name }) => name === '.'))
    refuse(after[0]?.from ?? 0, 'this line cannot be read as Python')
  if (!isListed && after.at(-1)?.name === ',') refuse(after.at(-1)?.from ?? 0, 'this line cannot be read as Python')
}
