import type { Operation } from './budget.ts'
import { isSame } from './operators.ts'
import { PythonError } from './python-fault.ts'
import {
  firstUnknown,
  integerOf,
  isBytes,
  isDict,
  isSequence,
  isTimedelta,
  doubleOf,
  elementCount,
  typeOf,
  unknown,
  type PythonSequence,
  type PythonValue,
} from './values.ts'

const notKnown = unknown('it takes more than what is read here')

/** What `left operator right` comes to, for `==`, `<`, `in`, `is` and their like. Throws where Python would raise. */
export const compare = (operator: string, left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  const missing = firstUnknown(left, right)
  if (missing) return missing
  if (!operation.budget.step(elementCount(left) + elementCount(right))) return notKnown
  if (operator.startsWith('not ') || operator === 'is not' || operator === '!=') {
    const straight = compare(operator === '!=' ? '==' : operator.replace(/ ?not ?/, ''), left, right, operation)
    return typeof straight === 'boolean' ? !straight : straight
  }
  if (operator === 'is') return isIdentical(left, right)
  if (operator === 'in') return isMember(left, right, operation)
  if (operator === '==') return isEqual(left, right, operation)
  const order = orderOf(left, right, operation)
  if (order === undefined) return notKnown
  return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0
}

// Of other values Python promises nothing.
const isIdentical = (left: PythonValue, right: PythonValue): PythonValue => {
  const isLone = [left, right].some((value) => value === null || typeof value === 'boolean')
  return isLone ? left === right : notKnown
}

const isEqual = (left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  if (!operation.budget.step()) return notKnown
  if (isSequence(left) && isSequence(right)) return areAlike(left, right, operation)
  if ([left, right].some((value) => !isPlain(value)))
    return typeOf(left) === typeOf(right) || isOpen(left) || isOpen(right) ? notKnown : false
  return isSame(left, right)
}

const isPlain = (value: PythonValue): boolean => !isSequence(value) && !isDict(value) && !isOpen(value)

const isOpen = (value: PythonValue): boolean => ['random', 'function', 'module', 'environ'].includes(typeOf(value))

const areAlike = (
  left: PythonValue & { readonly items: readonly PythonValue[] },
  right: typeof left,
  operation: Operation,
): PythonValue => {
  if (typeOf(left) === 'set' || typeOf(right) === 'set') return typeOf(left) === typeOf(right) ? notKnown : false
  if (typeOf(left) !== typeOf(right) || left.items.length !== right.items.length) return false
  for (const [index, item] of left.items.entries()) {
    const alike = compare('==', item, right.items[index] ?? null, operation)
    if (alike !== true) return alike
  }
  return true
}

const isMember = (item: PythonValue, whole: PythonValue, operation: Operation): PythonValue => {
  if (typeof whole === 'string') {
    if (typeof item !== 'string') throw new PythonError(operation.at, 'only a text can be in a text')
    return whole.includes(item)
  }
  if (typeof whole === 'object' && whole?.type === 'environ')
    return typeof item === 'string' ? whole.variables.has(item) : notKnown
  if (isBytes(whole)) return isInBytes(item, whole.bytes, operation.at)
  if (!isOpen(whole) && !isSequence(whole) && !isDict(whole))
    throw new PythonError(operation.at, 'nothing can be in this')
  const items = isSequence(whole) ? whole.items : isDict(whole) ? whole.entries.map(([key]) => key) : undefined
  if (items === undefined) return notKnown
  for (const one of items) {
    const found = compare('==', item, one, operation)
    if (found !== false) return found
  }
  return false
}

const isInBytes = (item: PythonValue, bytes: Uint8Array, at: number): PythonValue => {
  if (isBytes(item)) return Buffer.from(bytes).includes(Buffer.from(item.bytes))
  const byte = integerOf(item)
  if (byte === undefined || byte < 0n || byte > 255n) throw new PythonError(at, 'only bytes can be in bytes')
  return bytes.includes(Number(byte))
}

// By the first two items that differ, else by length.
const sequenceOrder = (left: PythonSequence, right: PythonSequence, operation: Operation): number | undefined => {
  if (left.type === 'set' || right.type === 'set') return undefined
  if (left.type !== right.type) throw new PythonError(operation.at, 'these two values have no order')
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index]
    if (other === undefined) return 1
    const alike = compare('==', item, other, operation)
    if (alike === false) return firstUnknown(item, other) ? undefined : orderOf(item, other, operation)
    if (alike !== true) return undefined
  }
  return left.items.length - right.items.length
}

const orderOf = (left: PythonValue, right: PythonValue, operation: Operation): number | undefined => {
  const { at } = operation
  if (isSequence(left) && isSequence(right)) return sequenceOrder(left, right, operation)
  const [one, other] = [integerOf(left) ?? doubleOf(left), integerOf(right) ?? doubleOf(right)]
  if (one !== undefined && other !== undefined)
    return Number.isNaN(one) || Number.isNaN(other) ? undefined : one < other ? -1 : Number(one > other)
  // The order of UTF-8 bytes is that of code points.
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right))
  if (isBytes(left) && isBytes(right)) return Buffer.compare(left.bytes, right.bytes)
  if (isTimedelta(left) && isTimedelta(right))
    return left.microseconds < right.microseconds ? -1 : Number(left.microseconds > right.microseconds)
  if (!isOpen(left) && !isOpen(right)) throw new PythonError(at, 'these two values have no order')
  return undefined
}
