import { excessOf } from './json-bounds.ts'
import { deepestJson, jsonSchema, type Json, type JsonObject } from './json.ts'

/** JSON text as a value; undefined where it is none, or is nested deeper than the lab takes apart. */
export const parseJson = (text: string): Json | undefined => {
  // Whatever else it begins with, it is none; to have that thrown costs fifty times as much.
  if (!/^[\t\n\r ]*["[{\d\-tfn]/.test(text)) return undefined
  try {
    // Before it is parsed, which takes seconds where it is deep without measure.
    if (mayBeDeep(text) && excessOf(text, { depth: deepestJson }) !== undefined) return undefined
    const value: unknown = JSON.parse(text)
    if (!isOdd.test(text)) return value as Json
    const parsed = jsonSchema.safeParse(value)
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

// The common case at a fraction of the cost: fewer brackets than levels that are allowed.
const mayBeDeep = (text: string): boolean =>
  text.length > deepestJson && (text.match(/[[{]/g)?.length ?? 0) > deepestJson

// What JSON.parse makes of some texts is no JSON: a number beyond a double, or a member that would be an object's prototype.
const isOdd = /[eE]\+?\d{3}|\d{309}|__proto__|\\u005f/i

/** Whether a value is a JSON object: neither a list nor `null`. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON text as an object; undefined where it is none. */
export const parseJsonObject = (text: string): JsonObject | undefined => {
  const value = parseJson(text)
  return isJsonObject(value) ? value : undefined
}
