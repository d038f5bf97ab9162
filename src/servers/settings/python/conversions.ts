import type { Budget } from './budget.ts'
import { PythonError } from './python-fault.ts'
import { formatFloat } from '../python-float.ts'
import {
  bytesOf,
  float,
  firstUnknown,
  inert,
  integerOf,
  isBytes,
  isDict,
  isSequence,
  isTimedelta,
  doubleOf,
  truthOf,
  type PythonArguments,
  type PythonFunction,
  type PythonSequence,
  type PythonValue,
} from './values.ts'

const notKnown = inert('it takes more than what is read here')

/** A function of known arguments; with one that is unknown, or one that it was not made for, its result is unknown. */
export const known = (
  call: (given: PythonArguments) => PythonValue | undefined,
  members?: ReadonlyMap<string, PythonValue>,
): PythonFunction => ({
  type: 'function',
  call: (given) => {
    const missing = firstUnknown(...given.positional, ...given.named.values())
    const result = missing ?? call(given)
    // None is a result like any other.
    return result === undefined ? notKnown : result
  },
  ...(members && { members }),
})

/** The built-in functions that are read here. */
export const conversions = (budget: Budget): ReadonlyMap<string, PythonValue> =>
  new Map<string, PythonValue>([
    ['int', known(one(toInteger, 0n))],
    ['float', known(one(toFloat, float(0)))],
    ['bool', known(one((value) => truthOf(value), false))],
    ['str', known(one((value) => strOf(value), ''))],
    ['len', known(one(lengthOf, undefined))],
    ['abs', known(one(absolute, undefined))],
    ['bytes', known(toBytes, new Map([['fromhex', known(one(fromHex, undefined))]]))],
    ...(['list', 'tuple', 'set'] as const).map(
      (type) => [type, known(one((value, at) => toSequence(type, value, at, budget), { type, items: [] }))] as const,
    ),
    [
      'dict',
      known(({ positional, named }) =>
        positional.length > 0 || !budget.make(named.size) ? undefined : { type: 'dict', entries: [...named] },
      ),
    ],
    ['print', { type: 'function', call: () => null }],
  ])

const one =
  (convert: (value: PythonValue, at: number) => PythonValue | undefined, empty: PythonValue | undefined) =>
  ({ positional, named, at }: PythonArguments): PythonValue | undefined => {
    const [value] = positional
    if (value === undefined && named.size === 0) {
      if (empty === undefined) throw new PythonError(at, 'this function wants a value')
      return isSequence(empty) ? { type: empty.type, items: [] } : empty
    }
    return value === undefined || positional.length > 1 || named.size > 0 ? undefined : convert(value, at)
  }

const toInteger = (value: PythonValue, at: number): PythonValue | undefined => {
  const number = integerOf(value) ?? doubleOf(value)
  if (typeof number === 'bigint') return number
  if (number !== undefined && Number.isFinite(number)) return BigInt(Math.trunc(number))
  const given = textGiven(value)
  if (given === undefined) return refuse(value, at, 'this cannot be made a whole number')
  if (isUnusual(given)) return undefined
  const text = given.trim()
  if (/^[+-]?\d(?:_?\d)*$/.test(text))
    return text.length > 1_200 ? undefined : BigInt(text.replaceAll('_', '').replace('+', ''))
  throw new PythonError(at, 'this text is no whole number')
}

const textGiven = (value: PythonValue): string | undefined => {
  if (isBytes(value)) return Buffer.from(value.bytes).toString('latin1')
  return typeof value === 'string' ? value : undefined
}

// Python has digits and spaces of its own outside of plain ASCII.
const isUnusual = (text: string): boolean => /[^\t-\r -~]/.test(text)

// Whether Python raises is known of plain values only.
const refuse = (value: PythonValue, at: number, message: string): undefined => {
  if (value === null || isSequence(value) || isDict(value) || isTimedelta(value) || doubleOf(value) !== undefined)
    throw new PythonError(at, message)
  return undefined
}

const toFloat = (value: PythonValue, at: number): PythonValue | undefined => {
  const number = doubleOf(value)
  if (number !== undefined) return Number.isFinite(number) || typeof value === 'object' ? float(number) : undefined
  const given = textGiven(value)
  if (given === undefined) return refuse(value, at, 'this cannot be made a number')
  if (isUnusual(given)) return undefined
  const text = given.trim()
  if (/^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/.test(text))
    return float(Number(text.replaceAll('_', '')))
  const isWord = /^[+-]?(?:nan|inf|infinity)$/i.exec(text)
  if (isWord) return float(/nan/i.test(text) ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity)
  throw new PythonError(at, 'this text is no number')
}

/** A plain value as `str()` has it; undefined for others. */
export const strOf = (value: PythonValue): PythonValue | undefined => {
  if (typeof value === 'string') return value
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return value.toString()
  if (value.type === 'float') return formatFloat(value.number)
  return value.type === 'random' && value.of !== 'bytes' ? { type: 'random', of: 'str' } : undefined
}

const lengthOf = (value: PythonValue, at: number): PythonValue | undefined => {
  if (typeof value === 'string') return BigInt(Array.from(value).length)
  if (isBytes(value)) return BigInt(value.bytes.length)
  if (isSequence(value)) return value.type === 'set' ? undefined : BigInt(value.items.length)
  if (isDict(value)) return BigInt(value.entries.length)
  return value === null || doubleOf(value) !== undefined ? refuse(value, at, 'this has no length') : undefined
}

const absolute = (value: PythonValue, at: number): PythonValue | undefined => {
  const number = integerOf(value)
  if (number !== undefined) return number < 0n ? -number : number
  if (isTimedelta(value)) return undefined
  const fraction = doubleOf(value)
  if (fraction !== undefined) return float(Math.abs(fraction))
  if (textGiven(value) !== undefined) throw new PythonError(at, 'only a number has an amount')
  return refuse(value, at, 'only a number has an amount')
}

const toBytes = ({ positional: [value, encoding], named }: PythonArguments): PythonValue | undefined => {
  if (named.size > 0) return undefined
  if (value === undefined) return bytesOf(new Uint8Array())
  if (typeof value === 'string' && isUtf8(encoding ?? null)) return encoded(value)
  return encoding === undefined && isBytes(value) ? value : undefined
}

/** Whether a value names the encoding UTF-8, as `encode` and `decode` take it. */
export const isUtf8 = (encoding: PythonValue): boolean => typeof encoding === 'string' && /^utf[-_]?8$/i.test(encoding)

/** Text in UTF-8; undefined for half a character. */
export const encoded = (text: string): PythonValue | undefined =>
  text.isWellFormed() ? bytesOf(Buffer.from(text)) : undefined

const fromHex = (value: PythonValue, at: number): PythonValue | undefined => {
  if (typeof value !== 'string') return undefined
  if (!/^[ \t\n\r\f\v]*(?:[\da-fA-F]{2}[ \t\n\r\f\v]*)*$/.test(value))
    throw new PythonError(at, 'these are no hexadecimal digits')
  return bytesOf(Buffer.from(value.replace(/\s/g, ''), 'hex'))
}

const itemsIn = (type: PythonSequence['type'], value: PythonValue): readonly PythonValue[] | undefined => {
  if (typeof value === 'string') return Array.from(value)
  if (isBytes(value)) return Array.from(value.bytes, BigInt)
  if (isDict(value)) return value.entries.map(([key]) => key)
  return isSequence(value) && (value.type !== 'set' || type === 'set') ? value.items : undefined
}

const toSequence = (
  type: PythonSequence['type'],
  value: PythonValue,
  at: number,
  budget: Budget,
): PythonValue | undefined => {
  if (value === null || isTimedelta(value) || doubleOf(value) !== undefined)
    return refuse(value, at, 'there are no items in this')
  const items = itemsIn(type, value)
  if (items === undefined || !budget.make(items.length)) return undefined
  // Which of the items are equal, or no members of a set, is not looked at.
  if (type === 'set' && items.length > 0 && !(isSequence(value) && value.type === 'set')) return undefined
  return { type, items: [...items] }
}
