import { mostBits, type Budget, type Operation } from './budget.ts'
import { percentFormat } from './percent-format.ts'
import { PythonError } from './python-fault.ts'
import { scaledSpan } from './spans.ts'
import {
  bytesOf,
  firstUnknown,
  float,
  integerOf,
  isBytes,
  isDict,
  isSequence,
  isTimedelta,
  isUnknown,
  doubleOf,
  typeOf,
  unknown,
  type PythonValue,
} from './values.ts'

const tooLarge = unknown('the result is too large')
const notKnown = unknown('it takes more than what is read here')

/** What `left operator right` comes to. Throws where Python would raise. */
export const binary = (operator: string, left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  const missing = firstUnknown(left, right)
  if (missing) return missing
  const whole = integerOf(left) !== undefined && integerOf(right) !== undefined
  if (whole) {
    const result = integers(operator, integerOf(left) ?? 0n, integerOf(right) ?? 0n, operation)
    const isTruth = typeof left === 'boolean' && typeof right === 'boolean' && '&|^'.includes(operator)
    return isTruth ? result === 1n : result
  }
  const [one, other] = [doubleOf(left), doubleOf(right)]
  if (one !== undefined && other !== undefined)
    return isTooLarge(left) || isTooLarge(right) ? tooLarge : floats(operator, one, other, operation)
  if (operator === '%' && (typeof left === 'string' || isBytes(left))) return percentFormat(left, right, operation)
  if (isTimedelta(left) || isTimedelta(right)) return timedeltas(operator, left, right, operation)
  if (operator === '*') return repeated(left, right, operation)
  if (operator === '+') return joined(left, right, operation)
  if (operator === '|' && isDict(left) && isDict(right)) return mergedDicts(left.entries, right.entries, operation)
  return cannot(left, right, operation)
}

// What only running would tell is left open; of two plain values it is known that Python stops.
const cannot = (left: PythonValue, right: PythonValue, { at }: Operation): PythonValue => {
  const isPlain = [left, right].every(
    (value) =>
      value === null ||
      typeof value !== 'object' ||
      ['float', 'bytes', 'list', 'tuple', 'dict', 'timedelta'].includes(value.type),
  )
  if (!isPlain) return notKnown
  throw new PythonError(at, 'these two values cannot be combined so')
}

// Python has no float of such an int, and says so.
const isTooLarge = (value: PythonValue): boolean => typeof value === 'bigint' && !Number.isFinite(Number(value))

const divisionByZero = (at: number): PythonError => new PythonError(at, 'a division by zero')

const bitsOf = (value: bigint): number => value.toString(16).length * 4

const integers = (operator: string, left: bigint, right: bigint, { at }: Operation): PythonValue => {
  switch (operator) {
    case '+':
      return bounded(left + right)
    case '-':
      return bounded(left - right)
    case '*':
      return bounded(left * right)
    case '/':
      if (right === 0n) throw divisionByZero(at)
      return [left, right].every((one) => Number.isSafeInteger(Number(one)))
        ? float(Number(left) / Number(right))
        : tooLarge
    case '//':
      if (right === 0n) throw divisionByZero(at)
      return (left - modulo(left, right)) / right
    case '%':
      if (right === 0n) throw divisionByZero(at)
      return modulo(left, right)
    case '**':
      return power(left, right, at)
    default:
      return bits(operator, left, right, at)
  }
}

const bounded = (value: bigint): PythonValue => (bitsOf(value) > mostBits + 4 ? tooLarge : value)

const modulo = (left: bigint, right: bigint): bigint => {
  const rest = left % right
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest
}

const power = (left: bigint, right: bigint, at: number): PythonValue => {
  if (right < 0n) {
    if (left === 0n) throw divisionByZero(at)
    return isTooLarge(left) || isTooLarge(right) ? tooLarge : float(Number(left) ** Number(right))
  }
  const isSmall = left === 0n || left === 1n || left === -1n
  if (!isSmall && (right > BigInt(mostBits) || bitsOf(left) * Number(right) > mostBits)) return tooLarge
  return left ** (isSmall ? (right % 2n === 0n && right > 0n ? 2n : right > 0n ? 1n : 0n) : right)
}

const bits = (operator: string, left: bigint, right: bigint, at: number): PythonValue => {
  if (operator === '&') return left & right
  if (operator === '|') return left | right
  if (operator === '^') return left ^ right
  if (operator !== '<<' && operator !== '>>') throw new PythonError(at, 'numbers have no such operator')
  if (right < 0n) throw new PythonError(at, 'a shift by less than nothing')
  if (right > BigInt(mostBits)) return operator === '>>' ? (left < 0n ? -1n : 0n) : left === 0n ? 0n : tooLarge
  return operator === '<<' ? bounded(left << right) : left >> right
}

const floats = (operator: string, left: number, right: number, { at }: Operation): PythonValue => {
  if (operator === '+') return float(left + right)
  if (operator === '-') return float(left - right)
  if (operator === '*') return float(left * right)
  if (operator === '**') return floatPower(left, right, at)
  if (operator !== '/' && operator !== '//' && operator !== '%')
    throw new PythonError(at, 'numbers with a fraction have no such operator')
  if (right === 0) throw divisionByZero(at)
  if (operator === '/') return float(left / right)
  const rest = floatModulo(left, right)
  return float(operator === '%' ? rest : flooredQuotient(left, right, rest))
}

const floatPower = (left: number, right: number, at: number): PythonValue => {
  if (left === 0 && right < 0) throw divisionByZero(at)
  const result = left ** right
  if (Number.isFinite(left) && Number.isFinite(right) && !Number.isFinite(result))
    return Number.isNaN(result) ? notKnown : tooLarge
  return float(result)
}

// As CPython's float_divmod has it.
const floatModulo = (left: number, right: number): number => {
  const rest = left % right
  if (rest === 0) return right < 0 ? -0 : 0
  return rest < 0 === right < 0 ? rest : rest + right
}

const flooredQuotient = (left: number, right: number, rest: number): number => {
  const quotient = (left - rest) / right
  if (quotient === 0) return left / right < 0 ? -0 : 0
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

const timedeltas = (operator: string, left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  const isDivided = operator === '/' || operator === '//'
  if (isDivided && isTimedelta(left) && (doubleOf(right) === 0 || (isTimedelta(right) && right.microseconds === 0n)))
    throw divisionByZero(operation.at)
  if (isTimedelta(left) && isTimedelta(right)) {
    if (operator === '+') return timedelta(left.microseconds + right.microseconds, operation.at)
    if (operator === '-') return timedelta(left.microseconds - right.microseconds, operation.at)
  }
  const scaled = scaledSpan(operator, left, right)
  if (scaled !== undefined) return isTimedelta(scaled) ? timedelta(scaled.microseconds, operation.at) : scaled
  const isFactor = (value: PythonValue): boolean => isTimedelta(value) || typeOf(value) === 'float'
  const isOpen = operator === '*' ? isTimedelta(left) !== isTimedelta(right) : operator === '/' && isTimedelta(left)
  return isOpen && isFactor(left) && isFactor(right) ? notKnown : cannot(left, right, operation)
}

const mostMicroseconds = 999_999_999n * 86_400_000_000n

/** A span of time; throws where Python's `timedelta` overflows. */
export const timedelta = (microseconds: bigint, at: number): PythonValue => {
  if (microseconds < -mostMicroseconds || microseconds >= mostMicroseconds + 86_400_000_000n)
    throw new PythonError(at, 'this span of time is too long')
  return { type: 'timedelta', microseconds }
}

const repeated = (left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  const [value, times] = integerOf(left) === undefined ? [left, integerOf(right)] : [right, integerOf(left)]
  if (times === undefined) return cannot(left, right, operation)
  const length = lengthOf(value)
  if (length === undefined) return cannot(left, right, operation)
  const count = times < 0n || length === 0 ? 0 : Number(times)
  if (!operation.budget.make(length * count)) return tooLarge
  if (typeof value === 'string') return value.repeat(count)
  if (isBytes(value)) return bytesOf(Buffer.alloc(length * count, value.bytes))
  return isSequence(value)
    ? { type: value.type, items: Array.from({ length: count }, () => value.items).flat() }
    : notKnown
}

const lengthOf = (value: PythonValue): number | undefined => {
  if (typeof value === 'string') return value.length
  if (isBytes(value)) return value.bytes.length
  return isSequence(value) && value.type !== 'set' ? value.items.length : undefined
}

const joined = (left: PythonValue, right: PythonValue, operation: Operation): PythonValue => {
  if (isRandomText(left, right))
    return { type: 'random', of: typeof left === 'string' || typeof right === 'string' ? 'str' : kindOf(left) }
  if (!operation.budget.make((lengthOf(left) ?? 0) + (lengthOf(right) ?? 0))) return tooLarge
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (isBytes(left) && isBytes(right)) return bytesOf(Buffer.concat([left.bytes, right.bytes]))
  const areAlike = isSequence(left) && isSequence(right) && left.type === right.type && left.type !== 'set'
  return areAlike ? { type: left.type, items: [...left.items, ...right.items] } : cannot(left, right, operation)
}

const kindOf = (value: PythonValue): 'bytes' | 'str' =>
  typeof value === 'object' && value?.type === 'random' && value.of === 'str' ? 'str' : 'bytes'

// Text with something random in it is random.
const isRandomText = (left: PythonValue, right: PythonValue): boolean => {
  const kinds = [left, right].map((value) => {
    if (typeof value === 'string') return 'str'
    if (isBytes(value)) return 'bytes'
    return typeof value === 'object' && value?.type === 'random' ? `random ${value.of}` : 'other'
  })
  return (
    kinds.some((kind) => kind.startsWith('random')) &&
    new Set(kinds.map((kind) => kind.replace('random ', ''))).size === 1
  )
}

const mergedDicts = (
  left: readonly (readonly [PythonValue, PythonValue])[],
  right: readonly (readonly [PythonValue, PythonValue])[],
  { budget }: Operation,
): PythonValue => {
  const entries = [...left]
  for (const [key, value] of right) if (!putEntry(entries, key, value, budget)) return notKnown
  return { type: 'dict', entries }
}

/** Adds items to a list; a spread argument has no room for many. */
export const addAll = (items: PythonValue[], more: readonly PythonValue[]): void => {
  const { length } = more
  for (let index = 0; index < length; index += 1) items.push(more[index] ?? null)
}

/** Puts a member into a dict; false where its key cannot be compared. */
export const putEntry = (
  entries: (readonly [PythonValue, PythonValue])[],
  key: PythonValue,
  value: PythonValue,
  budget: Budget,
): boolean => {
  if (isUnknown(key) || isSequence(key) || isDict(key) || !budget.make(1) || !budget.step(entries.length)) return false
  const at = entries.findIndex(([known]) => isSame(known, key))
  if (at < 0) entries.push([key, value])
  else entries[at] = [entries[at]?.[0] ?? key, value]
  return true
}

/** Whether two plain values are equal. */
export const isSame = (one: PythonValue, other: PythonValue): boolean => {
  const [left, right] = [integerOf(one) ?? doubleOf(one), integerOf(other) ?? doubleOf(other)]
  // An int is not rounded to be compared with a float.
  if (left !== undefined || right !== undefined)
    return left !== undefined && right !== undefined && left <= right && left >= right
  if (isBytes(one) && isBytes(other)) return Buffer.compare(one.bytes, other.bytes) === 0
  if (isTimedelta(one) && isTimedelta(other)) return one.microseconds === other.microseconds
  return one === other
}

/** `+value`, `-value`, `~value`. */
export const unary = (operator: string, value: PythonValue, { at }: Operation): PythonValue => {
  if (isUnknown(value)) return value
  const integer = integerOf(value)
  if (integer !== undefined) return operator === '-' ? -integer : operator === '~' ? ~integer : integer
  const number = doubleOf(value)
  if (number !== undefined && operator !== '~') return float(operator === '-' ? -number : number)
  if (isTimedelta(value) && operator !== '~')
    return timedelta(operator === '-' ? -value.microseconds : value.microseconds, at)
  throw new PythonError(at, 'this value has no such sign')
}
