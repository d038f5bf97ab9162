import type { SyntaxNode } from '@lezer/common'
import type { Budget } from './budget.ts'
import { strOf } from './conversions.ts'
import { numberLiteral, stringLiteral, stringParts, unescapeText } from './literals.ts'
import { attributeOf, itemOf } from './methods.ts'
import { addAll, binary, putEntry, unary } from './operators.ts'
import { PythonError } from './python-fault.ts'
import type { Inner, Scope } from './scope.ts'
import { childrenOf, isTest } from './tree.ts'
import { evaluateTest } from './evaluate-test.ts'
import {
  bytesOf,
  inert,
  isBytes,
  isInert,
  isSequence,
  isUnknown,
  list,
  elementCount,
  truthOf,
  tuple,
  typeOf,
  unknown,
  type PythonArguments,
  type PythonValue,
} from './values.ts'

/** Levels of an expression that are looked into; Python itself has no room for many more. */
const deepest = 400

const tooMuch = unknown('it is too long to be worked out')

/** What an expression comes to; unknown where only running the file would tell. Throws where Python would raise. */
export const evaluate = (node: SyntaxNode, scope: Scope, depth = 0): PythonValue => {
  if (depth > deepest || !scope.budget.step()) return tooMuch
  if (isTest(node)) return evaluateTest(node, scope, (inner) => evaluate(inner, scope, depth + 1))
  const evaluator = evaluators[node.name]
  if (evaluator !== undefined) return evaluator(node, scope, (inner) => evaluate(inner, scope, depth + 1))
  scope.leaveOpen([node])
  return unknown(
    node.name.includes('Comprehension') ? 'it is made by a comprehension' : 'it takes more than what is read here',
  )
}

type Evaluator = (node: SyntaxNode, scope: Scope, inner: Inner) => PythonValue

const sourceOf = ({ from, to }: SyntaxNode, { text }: Scope): string => text.slice(from, to)

const operationOf = ({ from }: SyntaxNode, { budget }: Scope) => ({ at: from, budget })

const evaluators: Readonly<Record<string, Evaluator>> = {
  None: () => null,
  Boolean: (node, scope) => sourceOf(node, scope) === 'True',
  Number: (node, scope) => numberLiteral(sourceOf(node, scope)),
  VariableName: (node, scope) => scope.lookUp(sourceOf(node, scope), node.from),
  String: (node, scope) => stringLiteral(sourceOf(node, scope), node.from),
  FormatString: (node, scope, inner) => formatString(node, scope, inner),
  ContinuedString: (node, scope, inner) =>
    childrenOf(node)
      .map(inner)
      .reduce((before, next) => joinStrings(before, next, node.from, scope.budget)),
  ParenthesizedExpression: (node, _scope, inner) => inner(childrenOf(node)[1] ?? node),
  TupleExpression: (node, scope, inner) => tuple(unpackedItems(childrenOf(node).slice(1, -1), scope, inner)),
  ArrayExpression: (node, scope, inner) => list(unpackedItems(childrenOf(node).slice(1, -1), scope, inner)),
  SetExpression: (node, scope, inner) => ({
    type: 'set',
    items: distinct(unpackedItems(childrenOf(node).slice(1, -1), scope, inner), scope),
  }),
  DictionaryExpression: (node, scope, inner) => dictionary(childrenOf(node).slice(1, -1), scope, inner),
  UnaryExpression: (node, scope, inner) => {
    const [sign = node, operand = node] = childrenOf(node)
    return unary(sourceOf(sign, scope), inner(operand), operationOf(node, scope))
  },
  BinaryExpression: (node, scope, inner) => {
    const [left = node, sign = node, right = node] = childrenOf(node)
    return binary(sourceOf(sign, scope), inner(left), inner(right), operationOf(node, scope))
  },
  ConditionalExpression: (node, _scope, inner) => {
    const [value = node, , test = node, , other = node] = childrenOf(node)
    const truth = truthOf(inner(test))
    return truth === undefined ? unknown('its condition is not known') : inner(truth ? value : other)
  },
  NamedExpression: (node, scope, inner) => {
    const [name = node, , value = node] = childrenOf(node)
    const assigned = inner(value)
    scope.assign(sourceOf(name, scope), assigned, name.from)
    return assigned
  },
  MemberExpression: (node, scope, inner) => member(node, scope, inner),
  CallExpression: (node, scope, inner) => call(node, scope, inner),
}

const joinStrings = (before: PythonValue, next: PythonValue, at: number, budget: Budget): PythonValue => {
  if (!budget.make(elementCount(before) + elementCount(next))) return tooMuch
  if (isUnknown(before) || isUnknown(next)) return isUnknown(before) ? before : next
  if (typeof before === 'string' && typeof next === 'string') return before + next
  if (isBytes(before) && isBytes(next)) return bytesOf(Buffer.concat([before.bytes, next.bytes]))
  if (typeOf(before) === 'random' || typeOf(next) === 'random') return { type: 'random', of: 'str' }
  throw new PythonError(at, 'bytes and text cannot be written as one')
}

const formatString = (node: SyntaxNode, scope: Scope, inner: Inner): PythonValue => {
  const source = sourceOf(node, scope)
  const { prefix } = stringParts(source)
  const quote =
    source.slice(prefix.length).startsWith(source.charAt(prefix.length).repeat(3)) && source.length >= prefix.length + 6
      ? 3
      : 1
  const pieces: PythonValue[] = []
  let at = node.from + prefix.length + quote
  const literal = (end: number): void => {
    const body = scope.text
      .slice(at, end)
      .replace(/\r\n?/g, '\n')
      .replace(/\{\{|\}\}/g, (pair) => pair.charAt(0))
    pieces.push(prefix.includes('r') ? body : unescapeText(body, node.from))
  }
  for (const field of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    literal(field.from)
    pieces.push(fieldOf(field, inner))
    at = field.to
  }
  literal(node.to - quote)
  return pieces.reduce((before, next) => joinStrings(before, next, node.from, scope.budget))
}

const fieldOf = (field: SyntaxNode, inner: Inner): PythonValue => {
  const [, expression = field, ...rest] = childrenOf(field)
  const value = inner(expression)
  if (isUnknown(value)) return value
  const text = rest.length === 1 ? strOf(value) : undefined
  return text ?? unknown('a field of its text takes more than what is read here')
}

/** The items between commas, those behind a star unpacked. */
export const unpackedItems = (nodes: readonly SyntaxNode[], scope: Scope, inner: Inner): PythonValue[] => {
  const items: PythonValue[] = []
  let isStarred = false
  for (const node of nodes) {
    if (node.name === ',') continue
    if (node.name === '*') isStarred = true
    else {
      const value = inner(node)
      const more =
        isStarred && isSequence(value) && value.type !== 'set'
          ? value.items
          : isStarred
            ? [unknown('a part of it is not known')]
            : [value]
      if (scope.budget.make(more.length)) addAll(items, more)
      else items.push(tooMuch)
      isStarred = false
    }
  }
  return items
}

const distinct = (items: readonly PythonValue[], scope: Scope): PythonValue[] => {
  const entries: (readonly [PythonValue, PythonValue])[] = []
  for (const item of items) if (!putEntry(entries, item, null, scope.budget)) entries.push([item, null])
  return entries.map(([item]) => item)
}

const dictionary = (nodes: readonly SyntaxNode[], scope: Scope, inner: Inner): PythonValue => {
  const entries: (readonly [PythonValue, PythonValue])[] = []
  const parts = nodes.filter(({ name }) => name !== ',' && name !== ':')
  let isKnown = true
  for (let index = 0; index < parts.length; index += 2) {
    const [key, value] = [parts[index], parts[index + 1]]
    if (key === undefined || value === undefined) break
    if (key.name === '**') {
      const more = inner(value)
      const added =
        typeof more === 'object' &&
        more?.type === 'dict' &&
        more.isTouched !== true &&
        more.entries.every(([name, item]) => putEntry(entries, name, item, scope.budget))
      isKnown &&= added
    } else isKnown = putEntry(entries, inner(key), inner(value), scope.budget) && isKnown
  }
  return isKnown ? { type: 'dict', entries } : unknown('a part of it is not known')
}

const member = (node: SyntaxNode, scope: Scope, inner: Inner): PythonValue => {
  const [object = node, dot = node, name = node, ...rest] = childrenOf(node)
  const value = inner(object)
  if (!scope.budget.step(elementCount(value))) return tooMuch
  if (dot.name === '.') {
    const attribute = isUnknown(value) ? value : attributeOf(value, sourceOf(name, scope), scope.budget)
    return attribute === undefined ? inert('it takes more than what is read here') : attribute
  }
  if (rest.length !== 1 || name.name === ':') {
    scope.leaveOpen(childrenOf(node).slice(2, -1))
    return isUnknown(value) ? value : unknown('a part is taken out of it')
  }
  const key = inner(name)
  if (isUnknown(value) || isUnknown(key)) return isUnknown(value) ? value : key
  const item = itemOf(value, key, node.from, scope.budget)
  return item === undefined ? unknown('it takes more than what is read here') : item
}

const call = (node: SyntaxNode, scope: Scope, inner: Inner): PythonValue => {
  const [callee = node, list = node] = childrenOf(node)
  const target = inner(callee)
  const given = argumentsOf(list, scope, inner)
  if (given !== undefined && typeof target === 'object' && target?.type === 'function') {
    const values = [...given.positional, ...given.named.values()]
    const isAffordable = scope.budget.step(values.reduce<number>((sum, value) => sum + elementCount(value), 0))
    const made = isAffordable ? target.call({ ...given, at: node.from }) : tooMuch
    const result = scope.budget.make(elementCount(made)) ? made : tooMuch
    if (isUnknown(result)) scope.wasCalled(target, values)
    return result
  }
  if (given === undefined) scope.leaveOpen([list])
  // A method may change what it belongs to.
  const owner = callee.name === 'MemberExpression' ? childrenOf(callee)[0] : undefined
  if (owner !== undefined) scope.leaveOpen([owner])
  scope.wasCalled(target, given === undefined ? [] : [...given.positional, ...given.named.values()])
  if (target === null || ['string', 'bigint', 'boolean'].includes(typeof target))
    throw new PythonError(node.from, 'this is no function')
  return (isInert(target) ? inert : unknown)('a function would have to be called')
}

// Undefined for a comprehension, or a star behind which nothing is known.
const argumentsOf = (list: SyntaxNode, scope: Scope, inner: Inner): Omit<PythonArguments, 'at'> | undefined => {
  const parts = childrenOf(list).slice(1, -1)
  if (parts.some(({ name }) => ['for', '*', '**', 'async'].includes(name))) return undefined
  const positional: PythonValue[] = []
  const named = new Map<string, PythonValue>()
  for (let index = 0; index < parts.length; index += 1) {
    const [part, sign, value] = [parts[index], parts[index + 1], parts[index + 2]]
    if (part === undefined || part.name === ',') continue
    if (sign?.name === 'AssignOp' && value !== undefined) {
      if (sourceOf(sign, scope) === '=') named.set(sourceOf(part, scope).normalize('NFKC'), inner(value))
      else return undefined
      index += 2
    } else positional.push(inner(part))
  }
  return { positional, named }
}
