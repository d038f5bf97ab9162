import { braceFormat } from './brace-format.ts'
import type { Budget } from './budget.ts'
import { encoded, isUtf8, known } from './conversions.ts'
import { environmentAttribute, isEnvironment } from './environment.ts'
import { addAll, isSame, putEntry } from './operators.ts'
import { PythonError } from './python-fault.ts'
import {
  float,
  inert,
  isBytes,
  isDict,
  isSequence,
  isTimedelta,
  list,
  typeOf,
  type PythonArguments,
  type PythonDict,
  type PythonFunction,
  type PythonRandom,
  type PythonSequence,
  type PythonValue,
} from './values.ts'

type Method = (given: PythonArguments) => PythonValue | undefined

const notKnown = inert('it takes more than what is read here')

/** The attribute of a value; undefined for one of which nothing is known here. */
export const attributeOf = (value: PythonValue, name: string, budget: Budget): PythonValue | undefined => {
  if (typeof value === 'object' && (value?.type === 'module' || value?.type === 'function'))
    return value.members?.get(name)
  if (typeof value === 'object' && value?.type === 'random') return randomAttribute(value, name)
  if (isEnvironment(value)) return environmentAttribute(value, name)
  const method = methodOf(value, name, budget)
  return method && known(method)
}

const methodOf = (value: PythonValue, name: string, budget: Budget): Method | undefined => {
  if (typeof value === 'string') return textMethods(value, budget)[name]
  if (isBytes(value)) return bytesMethods(value.bytes)[name]
  if (isDict(value)) return dictMethods(value, budget)[name]
  if (isSequence(value) && value.type === 'list') return listMethods(value, budget)[name]
  return isTimedelta(value) && name === 'total_seconds' ? () => float(Number(value.microseconds) / 1e6) : undefined
}

const space = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`

const textMethods = (text: string, budget: Budget): Readonly<Record<string, Method>> => ({
  encode: ({ positional: [encoding = 'utf-8'], named }) =>
    isUtf8(named.get('encoding') ?? encoding) ? encoded(text) : undefined,
  lower: plain(() => (isAscii(text) ? text.toLowerCase() : undefined)),
  upper: plain(() => (isAscii(text) ? text.toUpperCase() : undefined)),
  title: plain(() =>
    isAscii(text)
      ? text.toLowerCase().replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1))
      : undefined,
  ),
  strip: onEnds((set) => strippedAfter(strippedBefore(text, set), set)),
  lstrip: onEnds((set) => strippedBefore(text, set)),
  rstrip: onEnds((set) => strippedAfter(text, set)),
  removeprefix: onText((start) => (text.startsWith(start) ? text.slice(start.length) : text)),
  removesuffix: onText((end) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  startswith: onText((start) => text.startsWith(start)),
  endswith: onText((end) => text.endsWith(end)),
  format: (given) => braceFormat(text, given, budget),
  join: ({ positional: [parts], at }) => joined(text, parts ?? null, budget, at),
  replace: ({ positional: [from, to, ...rest] }) => {
    if (typeof from !== 'string' || typeof to !== 'string' || from === '' || rest.length > 0) return undefined
    const pieces = text.split(from)
    return budget.make(text.length + pieces.length * to.length) ? pieces.join(to) : undefined
  },
  split: ({ positional: [separator = null, ...rest], named, at }) => {
    if (rest.length > 0 || named.size > 0 || !budget.make(text.length)) return undefined
    if (separator === '') throw new PythonError(at, 'a text cannot be split at nothing')
    if (separator === null) return list(text.split(new RegExp(space)).filter((part) => part !== ''))
    return typeof separator === 'string' ? list(text.split(separator)) : undefined
  },
})

const spaces = new RegExp(space.replace(/\+$/, ''))

const onEnds =
  (make: (isStripped: (character: string) => boolean) => PythonValue): Method =>
  ({ positional: [set = null, ...rest], named }) => {
    if (rest.length > 0 || named.size > 0) return undefined
    if (set === null) return make((character) => spaces.test(character))
    if (typeof set !== 'string') return undefined
    const characters = new Set(set)
    return make((character) => characters.has(character))
  }

const strippedBefore = (text: string, isStripped: (character: string) => boolean): string => {
  const characters = Array.from(text)
  const first = characters.findIndex((character) => !isStripped(character))
  return first < 0 ? '' : characters.slice(first).join('')
}

const strippedAfter = (text: string, isStripped: (character: string) => boolean): string => {
  const characters = Array.from(text)
  return characters.slice(0, characters.findLastIndex((character) => !isStripped(character)) + 1).join('')
}

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

const plain =
  (make: () => PythonValue | undefined): Method =>
  ({ positional, named }) =>
    positional.length + named.size === 0 ? make() : undefined

const onText =
  (make: (text: string) => PythonValue): Method =>
  ({ positional }) =>
    positional.length === 1 && typeof positional[0] === 'string' ? make(positional[0]) : undefined

const joined = (separator: string, parts: PythonValue, budget: Budget, at: number): PythonValue | undefined => {
  if (!isSequence(parts) || parts.type === 'set') return undefined
  const texts = parts.items.filter((item) => typeof item === 'string')
  if (texts.length < parts.items.length) {
    if (parts.items.every((item) => item === null || typeof item !== 'object'))
      throw new PythonError(at, 'only texts can be joined')
    return undefined
  }
  return budget.make(texts.reduce((sum, text) => sum + text.length + separator.length, 0))
    ? texts.join(separator)
    : undefined
}

const bytesMethods = (bytes: Uint8Array): Readonly<Record<string, Method>> => ({
  hex: plain(() => Buffer.from(bytes).toString('hex')),
  decode: ({ positional: [encoding = 'utf-8'], named, at }) => {
    if (named.size > 0 || !isUtf8(encoding)) return undefined
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      throw new PythonError(at, 'these bytes are no UTF-8')
    }
  },
})

// They change the list itself, as Python does.
const listMethods = (value: PythonSequence, budget: Budget): Readonly<Record<string, Method>> => ({
  append: ({ positional: [item, ...rest] }) => {
    if (item === undefined || rest.length > 0 || !budget.make(1)) return touched(value)
    value.items.push(item)
    return null
  },
  extend: ({ positional: [more] }) => {
    if (more === undefined || !isSequence(more) || more.type === 'set' || !budget.make(more.items.length))
      return touched(value)
    addAll(value.items, more.items)
    return null
  },
})

const dictMethods = (value: PythonDict, budget: Budget): Readonly<Record<string, Method>> => ({
  get: ({ positional: [key, fallback = null], named }) => {
    if (key === undefined || named.size > 0 || !budget.step(value.entries.length)) return undefined
    return (value.entries.find(([known]) => isSame(known, key)) ?? [key, fallback])[1]
  },
  update: ({ positional: [more], named }) => {
    const entries = [...(more !== undefined && isDict(more) ? more.entries : []), ...named]
    const isWhole =
      (more === undefined || isDict(more)) && entries.every(([key, item]) => putEntry(value.entries, key, item, budget))
    return isWhole ? null : touched(value)
  },
})

const touched = (value: PythonSequence | PythonDict): PythonValue => {
  value.isTouched = true
  return notKnown
}

// What is made of a random value is one, too.
const randomAttribute = ({ of }: PythonRandom, name: string): PythonValue | undefined => {
  const made = (kind: PythonRandom['of']): PythonFunction => known(() => ({ type: 'random', of: kind }))
  if (of === 'uuid')
    return name === 'hex'
      ? { type: 'random', of: 'str' }
      : name === 'bytes'
        ? { type: 'random', of: 'bytes' }
        : undefined
  if (of === 'bytes') return name === 'hex' || name === 'decode' ? made('str') : undefined
  return name === 'encode' ? made('bytes') : ['upper', 'lower', 'strip'].includes(name) ? made('str') : undefined
}

/** `value[key]`; undefined where it is not known here. Throws where Python would raise. */
export const itemOf = (value: PythonValue, key: PythonValue, at: number, budget: Budget): PythonValue | undefined => {
  if (isEnvironment(value)) {
    if (typeof key !== 'string') return undefined
    return value.variables.get(key) ?? inert('the environment here has no such variable')
  }
  if (isDict(value)) {
    if (!budget.step(value.entries.length) || (typeof key === 'object' && key !== null)) return undefined
    const entry = value.entries.find(([known]) => isSame(known, key))
    if (entry === undefined) throw new PythonError(at, 'there is no such key')
    return entry[1]
  }
  if (value === null || ['boolean', 'bigint'].includes(typeof value) || isTimedelta(value) || typeOf(value) === 'float')
    throw new PythonError(at, 'no part can be taken out of this')
  const items =
    typeof value === 'string'
      ? budget.step(value.length)
        ? Array.from(value)
        : undefined
      : isSequence(value) && value.type !== 'set'
        ? value.items
        : isBytes(value)
          ? value.bytes
          : undefined
  if (items === undefined || typeof key !== 'bigint') return undefined
  const item = items[Number(key < 0n ? key + BigInt(items.length) : key)]
  if (item === undefined) throw new PythonError(at, 'there is no item of that number')
  return typeof item === 'number' ? BigInt(item) : item
}
