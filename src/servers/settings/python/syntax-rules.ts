import type { SyntaxNode } from '@lezer/common'
import { stringLiteral, stringParts, unescapeText } from './literals.ts'
import { refuse } from './python-fault.ts'
import { checkArguments, checkImport, checkParameters, checkTry } from './statement-rules.ts'
import { childrenOf } from './tree.ts'

/** Throws a `PythonError` for what the grammar takes and Python's compiler does not. */
export const checkSyntax = (top: SyntaxNode, text: string): void => {
  const around: string[] = []
  top.cursor().iterate(
    ({ name, node, from }) => {
      if (scopes.has(name)) around.push(name)
      rules[name]?.({ node, from, text, around })
    },
    ({ name }) => {
      if (scopes.has(name)) around.pop()
    },
  )
}

interface Place {
  readonly node: SyntaxNode
  readonly from: number
  readonly text: string
  /** The functions, classes and loops that it stands in. */
  readonly around: readonly string[]
}

const scopes: ReadonlySet<string> = new Set([
  'FunctionDefinition',
  'LambdaExpression',
  'ClassDefinition',
  'WhileStatement',
  'ForStatement',
])

const inFunction: Rule = ({ from, around }) => {
  const scope = around.findLast((name) => !name.endsWith('Statement'))
  if (scope === undefined || scope === 'ClassDefinition') refuse(from, 'this may only stand in a function')
}

const inLoop: Rule = ({ from, around }) => {
  if (around.at(-1)?.endsWith('Statement') !== true) refuse(from, 'this may only stand in a loop')
}

type Rule = (place: Place) => void

const keywords: ReadonlySet<string> = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
)

/** Name of the operator of which a node is an operand; undefined where it is of none. */
const operatorOver = ({ parent }: SyntaxNode): string | undefined => {
  if (parent?.name === 'UnaryExpression') return parent.firstChild?.name
  // "not in" is two, of which the first is told.
  return parent?.name === 'BinaryExpression'
    ? `binary ${childrenOf(parent)[1]?.name ?? ''}`.replace(/^binary (and|or)$/, '$1')
    : undefined
}

const rules: Readonly<Record<string, Rule>> = {
  ReturnStatement: inFunction,
  YieldStatement: inFunction,
  YieldExpression: inFunction,
  AwaitExpression: inFunction,
  BreakStatement: inLoop,
  ContinueStatement: inLoop,
  VariableName: (place) => {
    if (wordOf(place) !== 'yield') return
    inFunction(place)
    if (operatorOver(place.node) !== undefined) refuse(place.from, 'a “yield” wants brackets here')
  },
  PropertyName: (place) => {
    if (keywords.has(wordOf(place))) refuse(place.from, 'this word is Python’s own')
  },
  ScopeStatement: (place) => {
    if (place.text.startsWith('nonlocal', place.from)) inFunction(place)
  },
  String: ({ node: { from, to }, text }) => void stringLiteral(text.slice(from, to), from),
  FormatString: (place) => {
    checkFormatString(place)
  },
  ContinuedString: ({ node, text }) => {
    const kinds = childrenOf(node).map(({ from, to }) => stringParts(text.slice(from, to)).prefix.includes('b'))
    if (new Set(kinds).size > 1) refuse(node.from, 'bytes and text cannot be written as one')
  },
  AssignStatement: ({ node }) => {
    checkAssignment(childrenOf(node))
  },
  UpdateStatement: ({ node }) => {
    const [target] = childrenOf(node)
    if (target && !isSingleTarget(target)) refuse(target.from, 'nothing can be added to this')
  },
  ExpressionStatement: ({ node }) => {
    checkStars(childrenOf(node))
  },
  DeleteStatement: ({ node }) => {
    for (const target of childrenOf(node).slice(1))
      if (target.name !== ',' && !isTarget(target)) refuse(target.from, 'this cannot be deleted')
  },
  ForStatement: ({ node }) => {
    const children = childrenOf(node)
    for (const target of children.slice(
      1,
      children.findIndex(({ name }) => name === 'in'),
    )) {
      if (![',', '*', 'for'].includes(target.name) && !isTarget(target))
        refuse(target.from, 'nothing can be assigned to this')
    }
  },
  NamedExpression: ({ node }) => {
    const [target] = childrenOf(node)
    if (target?.name !== 'VariableName') refuse(node.from, 'nothing can be assigned to this')
  },
  UnaryExpression: ({ node }) => {
    const isInner = node.firstChild?.name === 'not' && !['and', 'or', 'not'].includes(operatorOver(node) ?? 'not')
    if (isInner) refuse(node.from, 'a “not” wants brackets here')
  },
  LambdaExpression: ({ node }) => {
    if (operatorOver(node) !== undefined) refuse(node.from, 'a “lambda” wants brackets here')
  },
  ParenthesizedExpression: ({ node }) => {
    if (childrenOf(node)[1]?.name === '*') refuse(node.from, 'a star may not stand here')
  },
  ArgList: ({ node }) => {
    checkArguments(childrenOf(node).slice(1, -1))
  },
  ParamList: ({ node, text }) => {
    checkParameters(childrenOf(node), text)
  },
  TryStatement: ({ node }) => {
    checkTry(childrenOf(node))
  },
  IfStatement: ({ node }) => {
    const children = childrenOf(node)
    const bare = children.find((child, index) => child.name === 'elif' && children[index + 1]?.name === 'Body')
    if (bare) refuse(bare.from, 'a condition is expected here')
  },
  ImportStatement: ({ node }) => {
    checkImport(childrenOf(node))
  },
  AssertStatement: ({ node }) => {
    if (childrenOf(node).length > 4 || childrenOf(node).at(-1)?.name === ',')
      refuse(node.from, 'this line cannot be read as Python')
  },
  RaiseStatement: ({ node }) => {
    if (childrenOf(node).some(({ name }) => name === ',')) refuse(node.from, 'this is the Python of long ago')
  },
  StatementGroup: ({ node }) => {
    const children = childrenOf(node)
    const empty = children.find(({ name }, index) => name === ';' && (index === 0 || children[index - 1]?.name === ';'))
    if (empty) refuse(empty.from, 'a statement is expected here')
  },
  PrintStatement: ({ from }) => refuse(from, 'this is the Python of long ago'),
}

for (const name of [
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
  'ComprehensionExpression',
] as const) {
  Object.assign(rules, {
    [name]: ({ node }: Place) => {
      if (['*', '**'].includes(childrenOf(node)[1]?.name ?? ''))
        refuse(node.from, 'a star may not stand in a comprehension')
    },
  })
}

const wordOf = ({ node: { from, to }, text }: Place): string => text.slice(from, to)

const isSingleTarget = (node: SyntaxNode): boolean =>
  isTarget(node) && !['TupleExpression', 'ArrayExpression'].includes(node.name)

const isTarget = (node: SyntaxNode): boolean => {
  if (node.name === 'VariableName' || node.name === 'MemberExpression') return true
  if (!['ParenthesizedExpression', 'TupleExpression', 'ArrayExpression'].includes(node.name)) return false
  return childrenOf(node)
    .slice(1, -1)
    .every((child) => [',', '*'].includes(child.name) || isTarget(child))
}

const checkAssignment = (children: readonly SyntaxNode[]): void => {
  const last = children.findLastIndex(({ name }) => name === 'AssignOp')
  const isAnnotated = children.some(({ name }) => name === 'TypeDef')
  const targets = last < 0 ? children.filter(({ name }) => name !== 'TypeDef') : children.slice(0, last)
  for (const target of targets) {
    const isSign = [',', '*', 'AssignOp', 'TypeDef'].includes(target.name)
    if (!isSign && !isTarget(target)) refuse(target.from, 'nothing can be assigned to this')
  }
  const isPlain =
    targets.length === (last < 0 ? 1 : 2) && !['TupleExpression', 'ArrayExpression'].includes(targets[0]?.name ?? '')
  if (isAnnotated && !isPlain) refuse(children[0]?.from ?? 0, 'only one thing at a time can have a type here')
  for (const group of groupsOf(children)) checkStars(group)
}

/** The parts of an assignment between its signs. */
const groupsOf = (children: readonly SyntaxNode[]): SyntaxNode[][] => {
  const groups: SyntaxNode[][] = [[]]
  for (const child of children) {
    if (child.name === 'AssignOp') groups.push([])
    else groups.at(-1)?.push(child)
  }
  return groups
}

const checkStars = (group: readonly SyntaxNode[]): void => {
  const [star] = group
  if (star?.name === '*' && group.length === 2) refuse(star.from, 'a star may not stand here')
}

const checkFormatString = ({ node, text }: Place): void => {
  const { prefix } = stringParts(text.slice(node.from, node.to))
  const fields = childrenOf(node).filter(({ name }) => name === 'FormatReplacement')
  let at = node.from
  for (const end of [...fields, undefined]) {
    const piece = text.slice(at, end?.from ?? node.to)
    if (/[{}]/.test(piece.replace(/\{\{|\}\}/g, '').replace(/\\N\{[^{}]*\}/g, '')))
      refuse(node.from, 'a lone brace stands in this text')
    if (!prefix.includes('r')) unescapeText(piece, node.from)
    at = end?.to ?? at
  }
}
