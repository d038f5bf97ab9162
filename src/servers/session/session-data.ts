import type { Json, JsonObject } from '../../shared/json.ts'

/** A number whose text JavaScript would write differently (`1.0`, 2^53 + 1, `NaN`): it is kept as it came. */
export interface Numeral {
  readonly type: 'numeral'
  readonly text: string
}

/** What Flask's tagged JSON can say beyond JSON, named as in Python. */
export type PythonValue =
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
export type SessionValue = null | boolean | number | string | Numeral | PythonValue | readonly SessionValue[] | SessionData

/** The data of a session, in insertion order. */
export type SessionData = ReadonlyMap<string, SessionValue>

export const isSessionData = (value: SessionValue): value is SessionData => value instanceof Map

export const isSessionList = (value: SessionValue): value is readonly SessionValue[] => Array.isArray(value)

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
  if (value.type === 'numeral') return finiteOrText(value.text)
  const { tag, content } = taggedForm(value)
  return { [tag]: toJson(content) }
}

const finiteOrText = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text)

/** The tag and the plain content under which Flask's TaggedJSONSerializer writes a value. */
export const taggedForm = (value: PythonValue): { readonly tag: string; readonly content: SessionValue } => {
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
