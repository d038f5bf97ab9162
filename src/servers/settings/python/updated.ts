import type { Budget } from './budget.ts'
import { isEnvironment, putVariables } from './environment.ts'
import { addAll, binary, type Operation } from './operators.ts'
import { isBytes, isDict, isSequence, isUnknown, unknown, type PythonSequence, type PythonValue } from './values.ts'

/**
 * What `value operator= added` comes to. A list, set or dict is changed itself, whatever other names it has.
 * Throws where Python would raise.
 */
export const updated = (
  operator: string,
  before: PythonValue,
  added: PythonValue,
  operation: Operation,
): PythonValue => {
  if (isEnvironment(before)) {
    if (operator !== '|' || !putVariables(before, added)) before.isTouched = true
    return before
  }
  if (
    operator === '+' &&
    isSequence(before) &&
    before.type === 'list' &&
    takesAll(before.items, added, operation.budget)
  )
    return before
  const isOpen =
    (operator === '+' && isList(before) && isIterable(added)) ||
    (operator === '|' && isDict(before) && isIterable(added) && !isDict(added))
  const result = isOpen ? unknown('it takes more than what is read here') : binary(operator, before, added, operation)
  if (isList(before) && isList(result)) return replaceAll(before, before.items, result.items)
  if (isDict(before) && isDict(result)) return replaceAll(before, before.entries, result.entries)
  if (((isSequence(before) && before.type !== 'tuple') || isDict(before)) && isUnknown(result)) before.isTouched = true
  return result
}

const takesAll = (items: PythonValue[], added: PythonValue, budget: Budget): boolean => {
  if (!isSequence(added) || added.type === 'set' || !budget.make(added.items.length)) return false
  addAll(items, added.items)
  return true
}

const isList = (value: PythonValue): value is PythonSequence => isSequence(value) && value.type === 'list'

const isIterable = (value: PythonValue): boolean =>
  typeof value === 'string' || isBytes(value) || isSequence(value) || isDict(value)

const replaceAll = <T>(whole: PythonValue, items: T[], by: readonly T[]): PythonValue => {
  items.length = 0
  for (const item of by) items.push(item)
  return whole
}
