import { jsonDepth } from './json-depth.ts'
import { jsonSchema, type Json, type JsonObject } from './json.ts'

/** What is nested deeper is not taken for JSON: to go through it would take the whole stack, and to parse it seconds. */
const depthAtMost = 2_000

/** JSON text as a value; undefined where it is none. */
export const parseJson = (text: string): Json | undefined => {
  try {
    if (jsonDepth(text, depthAtMost) > depthAtMost) return undefined
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
