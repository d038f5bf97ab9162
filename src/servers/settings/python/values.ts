/** A list, tuple or set; its items change where the file changes them. */
export interface PythonSequence {
  readonly type: 'list' | 'tuple' | 'set'
  readonly items: PythonValue[]
  /** Something that is not run here may have changed it. */
  isTouched?: boolean
}

export interface PythonDict {
  readonly type: 'dict'
  readonly entries: (readonly [key: PythonValue, value: PythonValue])[]
  isTouched?: boolean
}

/** What stands for a value that only running the file would tell. */
export interface Unknown {
  readonly type: 'unknown'
  /** Ends the sentence "it cannot be read without running the file: …". */
  readonly reason: string
  /** Calling it changes nothing that other lines of the file look at. */
  readonly isInert?: true
}

/** A random value: another one each time that Python runs the file. */
export interface PythonRandom {
  readonly type: 'random'
  readonly of: 'bytes' | 'str' | 'uuid'
}

/** Arguments of a call. */
export interface PythonArguments {
  readonly positional: readonly PythonValue[]
  readonly named: ReadonlyMap<string, PythonValue>
  /** Offset of the call. */
  readonly at: number
}

/** A function that is known here well enough to do what it does. */
export interface PythonFunction {
  readonly type: 'function'
  readonly call: (given: PythonArguments) => PythonValue
  readonly members?: ReadonlyMap<string, PythonValue>
}

/** A module, of which the members that are known here are there. */
export interface PythonModule {
  readonly type: 'module'
  readonly members: ReadonlyMap<string, PythonValue>
}

/** `os.environ`. */
export interface PythonEnvironment {
  readonly type: 'environ'
  readonly variables: Map<string, string>
  /** Something that is not run here may have changed it. */
  isTouched?: boolean
}

/** A value of Python: its int is a bigint, its float an object, its None null. */
export type PythonValue =
  | null
  | boolean
  | bigint
  | string
  | { readonly type: 'float'; readonly number: number }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'timedelta'; readonly microseconds: bigint }
  | PythonSequence
  | PythonDict
  | PythonRandom
  | PythonFunction
  | PythonModule
  | PythonEnvironment
  | Unknown

export const unknown = (reason: string): Unknown => ({ type: 'unknown', reason })

/** The same for what, when it is called, changes nothing that other lines of the file look at. */
export const inert = (reason: string): Unknown => ({ type: 'unknown', reason, isInert: true })
export const isInert = (value: PythonValue): boolean =>
  typeof value === 'object' && value?.type === 'unknown' && value.isInert === true

export const float = (number: number): PythonValue => ({ type: 'float', number })
export const bytesOf = (bytes: Uint8Array): PythonValue => ({ type: 'bytes', bytes })
export const list = (items: PythonValue[]): PythonSequence => ({ type: 'list', items })
export const tuple = (items: PythonValue[]): PythonSequence => ({ type: 'tuple', items })

/** What a value is; a thing that was changed out of sight is unknown. */
export const typeOf = (value: PythonValue): string => {
  if (value === null) return 'none'
  if (typeof value !== 'object') return typeof value
  return 'isTouched' in value && value.isTouched ? 'unknown' : value.type
}

export const isUnknown = (value: PythonValue): boolean => typeOf(value) === 'unknown'

/** The first value that is unknown, as such. */
export const firstUnknown = (...values: readonly PythonValue[]): Unknown | undefined => {
  const found = values.find(isUnknown)
  if (found === undefined) return undefined
  return typeof found === 'object' && found?.type === 'unknown' ? found : unknown('a function may have changed it')
}

export const isSequence = (value: PythonValue): value is PythonSequence =>
  typeof value === 'object' &&
  value !== null &&
  (value.type === 'list' || value.type === 'tuple' || value.type === 'set') &&
  value.isTouched !== true

export const isDict = (value: PythonValue): value is PythonDict =>
  typeof value === 'object' && value?.type === 'dict' && value.isTouched !== true

export const isBytes = (value: PythonValue): value is { readonly type: 'bytes'; readonly bytes: Uint8Array } =>
  typeof value === 'object' && value?.type === 'bytes'

export const isTimedelta = (
  value: PythonValue,
): value is { readonly type: 'timedelta'; readonly microseconds: bigint } =>
  typeof value === 'object' && value?.type === 'timedelta'

/** How many characters, bytes or items there are in a value. */
export const elementCount = (value: PythonValue): number => {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 1
  if (value.type === 'bytes') return value.bytes.length
  return 'items' in value ? value.items.length : 'entries' in value ? value.entries.length : 1
}

/** An int or a bool as a bigint. */
export const integerOf = (value: PythonValue): bigint | undefined => {
  if (typeof value === 'bigint') return value
  return typeof value === 'boolean' ? BigInt(value) : undefined
}

/** A number as a double, a bool included. */
export const doubleOf = (value: PythonValue): number | undefined => {
  if (typeof value === 'object' && value?.type === 'float') return value.number
  const integer = integerOf(value)
  return integer === undefined ? undefined : Number(integer)
}

/** Whether Python takes a value for true; undefined where that is not known. */
export const truthOf = (value: PythonValue): boolean | undefined => {
  if (isUnknown(value)) return undefined
  if (value === null || typeof value === 'boolean') return value === true
  if (typeof value === 'bigint') return value !== 0n
  if (typeof value === 'string') return value !== ''
  switch (value.type) {
    case 'float':
      return value.number !== 0
    case 'bytes':
      return value.bytes.length > 0
    case 'timedelta':
      return value.microseconds !== 0n
    case 'dict':
      return value.entries.length > 0
    case 'environ':
      return value.variables.size > 0
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.length > 0
    default:
      return true
  }
}
