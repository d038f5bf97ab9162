import { excessOf } from './json-bounds.ts'
import { deepestJson, jsonSchema, type Json, type JsonObject } from './json.ts'

/** JSON text as a value; undefined where it is none, or is nested deeper than the lab takes apart. */
export const parseJson = (text: string): Json | undefined => {
  try {
    // Before it is parsed, which takes seconds where it is deep without measure.
    if (excessOf(text, { depth: deepestJson }) !== undefined) return undefined
    const parsed = jsonSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Whether a value is a JSON object: neither a list nor `null`. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON text as an object; undefined where it is none. */
export const parseJsonObject = (text: string): JsonObject | undefined => {
  const value = parseJson(text)
  return isJsonObject(value) ? value : undefined
}
