import { formatJsonFloat } from '../settings/python-float.ts'
import type { OrderedJson } from './session-data.ts'

/**
 * Writes JSON as Python's `json.dumps(value, separators=(',', ':'))` does: everything outside ASCII as `\uxxxx`, members
 * in insertion order.
 */
export const writeJson = (value: OrderedJson): string => {
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value + 0) : formatJsonFloat(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`
  if (isObject(value))
    return `{${Array.from(value, ([key, member]) => `${writeString(key)}:${writeJson(member)}`).join(',')}}`
  return value.text
}

const isList = (value: OrderedJson): value is readonly OrderedJson[] => Array.isArray(value)
const isObject = (value: OrderedJson): value is ReadonlyMap<string, OrderedJson> => value instanceof Map

const writeString = (text: string): string => JSON.stringify(text).replace(/[\u007f-\uffff]/g, escaped)
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
