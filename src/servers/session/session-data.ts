import type { Json, JsonObject } from '../../shared/base/json.ts'

/** A number that JavaScript would write differently from Python, or round (`1.0`, `1e+16`, 2^53 + 1, `NaN`): as Python writes it. */
export interface Numeral {
  readonly type: 'numeral'
  readonly text: string
}

/** What Flask's tagged JSON can say beyond JSON, named as in Python. */
export type TaggedValue =
  | { readonly type: 'tuple'; readonly items: readonly SessionValue[] }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'markup'; readonly html: string }
  | { readonly type: 'uuid'; readonly hex: string }
  /** `at` is milliseconds since 1970; the cookie keeps whole seconds. */
  | { readonly type: 'datetime'; readonly at: number }

/**
 * A value in a session. Python's dicts are Maps: a JavaScript object would move keys that look like integers to the
 * front, and the signed cookie keeps the order in which they were inserted.
 */
export type SessionValue =
  | null
  | boolean
  | number
  | string
  | Numeral
  | TaggedValue
  | readonly SessionValue[]
  | SessionData

/** The data of a session, in insertion order. */
export type SessionData = ReadonlyMap<string, SessionValue>

export const isSessionData = (value: SessionValue): value is SessionData => value instanceof Map

export const isSessionList = (value: SessionValue): value is readonly SessionValue[] => Array.isArray(value)

/** Whether Python takes a value for true. */
export const isTrue = (value: SessionValue | undefined): boolean => {
  if (value === undefined || value === null || typeof value !== 'object') return Boolean(value)
  if (isSessionList(value)) return value.length > 0
  if (isSessionData(value)) return value.size > 0
  if (value.type === 'numeral') return Number(value.text) !== 0
  return value.type === 'bytes'
    ? value.bytes.length > 0
    : value.type === 'tuple'
      ? value.items.length > 0
      : value.type !== 'markup' || value.html !== ''
}

/** A JSON value as a session value. */
export const fromJson = (json: Json): SessionValue => {
  if (Array.isArray(json)) return json.map(fromJson)
  return typeof json === 'object' && json !== null ? dataFromJson(json) : json
}

/** A JSON object as the data of a session. */
export const dataFromJson = (json: JsonObject): SessionData =>
  new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]))

/** The data of a session as a JSON object. What JSON cannot say is shown as Flask's tagged JSON writes it. */
export const dataToJson = (data: SessionData): JsonObject =>
  Object.fromEntries(Array.from(data, ([key, value]) => [key, toJson(value)]))

const toJson = (value: SessionValue): Json => {
  if (value === null || typeof value !== 'object') return value
  if (isSessionList(value)) return value.map(toJson)
  if (isSessionData(value)) return dataToJson(value)
  if (value.type === 'numeral') return exactOrText(value.text)
  const { tag, content } = taggedForm(value)
  return { [tag]: toJson(content) }
}

// A number that JSON has, exactly; else its digits as text, rather than others.
const exactOrText = (text: string): number | string => {
  const number = Number(text)
  const isExact = Number.isFinite(number) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(number))
  return isExact ? number : text
}

/** Whether JSON's numbers in JavaScript could not say all that is in this. */
export const hasNumeral = (value: SessionValue): boolean => {
  if (value === null || typeof value !== 'object') return false
  if (isSessionList(value)) return value.some(hasNumeral)
  if (isSessionData(value)) return Array.from(value.values()).some(hasNumeral)
  return value.type === 'numeral' || (value.type === 'tuple' && value.items.some(hasNumeral))
}

/** A value as JSON whose numbers are exact, otherwise as {@link dataToJson} has it. */
export const toExactJson = (value: SessionValue): OrderedJson => {
  if (value === null || typeof value !== 'object') return value
  if (isSessionList(value)) return value.map(toExactJson)
  if (isSessionData(value)) return new Map(Array.from(value, ([key, member]) => [key, toExactJson(member)]))
  if (value.type === 'numeral') return value
  const { tag, content } = taggedForm(value)
  return new Map([[tag, toExactJson(content)]])
}

/** JSON whose objects keep the order of their keys and whose numbers keep their text. */
export type OrderedJson =
  | null
  | boolean
  | number
  | string
  | Numeral
  | readonly OrderedJson[]
  | ReadonlyMap<string, OrderedJson>

/** The tag and the plain content under which Flask's TaggedJSONSerializer writes a value. */
export const taggedForm = (value: TaggedValue): { readonly tag: string; readonly content: SessionValue } => {
  switch (value.type) {
    case 'tuple':
      return { tag: ' t', content: value.items }
    case 'bytes':
      return { tag: ' b', content: Buffer.from(value.bytes).toString('base64') }
    case 'markup':
      return { tag: ' m', content: value.html }
    case 'uuid':
      return { tag: ' u', content: value.hex }
    case 'datetime':
      return { tag: ' d', content: new Date(value.at).toUTCString() }
  }
}
