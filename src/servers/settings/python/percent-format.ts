import type { Operation } from './budget.ts'
import { strOf } from './conversions.ts'
import { PythonError } from './python-fault.ts'
import {
  bytesOf,
  integerOf,
  isBytes,
  isSequence,
  isUnknown,
  doubleOf,
  typeOf,
  unknown,
  type PythonValue,
} from './values.ts'

const notKnown = unknown('it takes more than what is read here')

/**
 * `text % value`, and the same of bytes, where `%s`, `%d` and `%%` are all there is (PEP 461 for bytes); another form is left open.
 * Throws where Python would raise.
 */
export const percentFormat = (pattern: PythonValue, value: PythonValue, operation: Operation): PythonValue => {
  if (typeof pattern === 'string')
    return filled(pattern, value, { ...operation, textFor: shown, mappings: ['list', 'dict', 'environ', 'bytes'] })
  if (!isBytes(pattern)) return notKnown
  // A byte a character, so that both are filled alike.
  const latin1 = filled(Buffer.from(pattern.bytes).toString('latin1'), value, {
    ...operation,
    textFor: shownInBytes,
    mappings: ['list', 'dict', 'environ'],
  })
  return typeof latin1 === 'string' ? bytesOf(Buffer.from(latin1, 'latin1')) : latin1
}

interface Filling extends Operation {
  /** What stands for a value at `%s` or `%d`; undefined where it is not known. */
  readonly textFor: (kind: string, value: PythonValue, at: number) => string | undefined
  /** Types of what may be given by name, of which Python lets any number go unused. */
  readonly mappings: readonly string[]
}

const filled = (pattern: string, value: PythonValue, { at, budget, textFor, mappings }: Filling): PythonValue => {
  if (/%(?![sd])/.test(pattern.replaceAll('%%', '')) || !budget.make(pattern.length)) return notKnown
  const isTuple = isSequence(value) && value.type === 'tuple'
  const values = isTuple ? value.items : [value]
  const kinds = Array.from(pattern.matchAll(/%([sd%])/g), ([, kind = '']) => kind).filter((kind) => kind !== '%')
  if (kinds.length > values.length) throw new PythonError(at, 'there are too few values for this text')
  if (kinds.length < values.length && !mappings.includes(typeOf(value))) {
    if (!isPlain(value)) return notKnown
    throw new PythonError(at, 'there are too many values for this text')
  }
  const texts: string[] = []
  for (const [index, kind] of kinds.entries()) {
    const text = textFor(kind, values[index] ?? null, at)
    if (text === undefined || !budget.make(text.length)) return notKnown
    texts.push(text)
  }
  return pattern.replace(/%([sd%])/g, (_, kind: string) => (kind === '%' ? '%' : (texts.shift() ?? '')))
}

const isPlain = (value: PythonValue): boolean =>
  !isUnknown(value) && !['random', 'function', 'module', 'environ'].includes(typeOf(value))

const shown = (kind: string, value: PythonValue, at: number): string | undefined => {
  if (kind === 'd') return wholeNumber(value, at)
  const text = isUnknown(value) ? undefined : strOf(value)
  return typeof text === 'string' ? text : undefined
}

const shownInBytes = (kind: string, value: PythonValue, at: number): string | undefined => {
  if (kind === 'd') return wholeNumber(value, at)
  if (isBytes(value)) return Buffer.from(value.bytes).toString('latin1')
  if (isPlain(value)) throw new PythonError(at, 'only bytes can be put into bytes')
  return undefined
}

const wholeNumber = (value: PythonValue, at: number): string | undefined => {
  const integer = integerOf(value)
  if (integer !== undefined) return integer.toString()
  const number = doubleOf(value)
  if (number !== undefined && Number.isFinite(number)) return BigInt(Math.trunc(number)).toString()
  if (isPlain(value)) throw new PythonError(at, 'this is no number')
  return undefined
}
