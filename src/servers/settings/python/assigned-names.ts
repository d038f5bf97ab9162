import type { SyntaxNode } from '@lezer/common'
import { childrenOf } from './tree.ts'

/** A name that a statement gives a value, and where. */
export interface AssignedName {
  readonly name: string
  readonly at: number
}

const scopes: ReadonlySet<string> = new Set([
  'FunctionDefinition',
  'ClassDefinition',
  'LambdaExpression',
  'ArrayComprehensionExpression',
  'DictionaryComprehensionExpression',
  'SetComprehensionExpression',
  'ComprehensionExpression',
])

/** All names that nodes may give a value in the scope in which they stand, whichever way they go. Names are in Python's own form. */
export const assignedNames = (nodes: readonly SyntaxNode[], text: string): AssignedName[] => {
  const found: AssignedName[] = []
  const add = ({ from, to }: SyntaxNode): void => {
    found.push({ name: text.slice(from, to).normalize('NFKC'), at: from })
  }
  const waiting = [...nodes]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const target of targetsOf(node, childrenOf(node))) for (const name of namesIn(target)) add(name)
    // What is inside a scope of its own stays there, but for `:=` and `global`, which are not looked for.
    if (!scopes.has(node.name)) waiting.push(...childrenOf(node))
  }
  return found
}

const targetsOf = (node: SyntaxNode, children: readonly SyntaxNode[]): readonly SyntaxNode[] => {
  const upTo = (...names: readonly string[]): readonly SyntaxNode[] =>
    children.slice(
      0,
      children.findLastIndex(({ name }) => names.includes(name)),
    )
  switch (node.name) {
    case 'AssignStatement':
      return children.some(({ name }) => name === 'AssignOp') ? upTo('AssignOp') : []
    case 'UpdateStatement':
    case 'NamedExpression':
      return children.slice(0, 1)
    case 'ForStatement':
      return children.slice(
        0,
        children.findIndex(({ name }) => name === 'in'),
      )
    case 'DeleteStatement':
      return children.slice(1)
    case 'ImportStatement':
      return importedNames(children).map(({ as }) => as)
    case 'WithStatement':
    case 'TryStatement':
      return children.filter(
        (_, index) =>
          children[index - 1]?.name === 'as' || (node.name === 'TryStatement' && children[index - 1]?.name === ','),
      )
    case 'FunctionDefinition':
    case 'ClassDefinition':
    case 'TypeDefinition':
      return children.filter(({ name }) => name === 'VariableName').slice(0, 1)
    case 'CapturePattern':
      return children
    case 'AsPattern':
    case 'StarPattern':
    case 'MappingPattern':
      return children.filter(({ name }) => name === 'VariableName')
    default:
      return []
  }
}

/** The plain names among targets: not those behind a dot or before a bracket. */
export const namesIn = (target: SyntaxNode): SyntaxNode[] => {
  if (target.name === 'VariableName') return [target]
  return ['ParenthesizedExpression', 'TupleExpression', 'ArrayExpression'].includes(target.name)
    ? childrenOf(target).flatMap(namesIn)
    : []
}

/** One name that an import brings. */
export interface ImportedName {
  /** The dotted name in the module, or of it. */
  readonly path: readonly SyntaxNode[]
  /** What it is called here. */
  readonly as: SyntaxNode
  readonly isRenamed: boolean
}

/** The names that come after the word `import`. */
export const importedNames = (children: readonly SyntaxNode[]): ImportedName[] => {
  const names: ImportedName[] = []
  let path: SyntaxNode[] = []
  let renamed: SyntaxNode | undefined
  const close = (): void => {
    const [first] = path
    if (first !== undefined) names.push({ path, as: renamed ?? first, isRenamed: renamed !== undefined })
    path = []
    renamed = undefined
  }
  let wasAs = false
  for (const child of children.slice(children.findIndex(({ name }) => name === 'import') + 1)) {
    if (child.name === ',') close()
    else if (child.name === 'VariableName') {
      if (wasAs) renamed = child
      else path.push(child)
    }
    wasAs = child.name === 'as'
  }
  close()
  return names
}
