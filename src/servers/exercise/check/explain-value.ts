import type { Json } from '../../../shared/base/json.ts'
import { isJsonObject, parseJson } from '../../../shared/base/parse-json.ts'
import { shortLiteral } from './explain-call.ts'

/** What a method gave back. */
export interface Given {
  /** Undefined where the method gave nothing. */
  readonly value: Json | undefined
  /** What it was, where JSON cannot say it. */
  readonly unlike: string | undefined
}

/** Whether two values are the same JSON, whatever the order of an object's members. */
export const isSameJson = (one: Json | undefined, other: Json | undefined): boolean => stable(one) === stable(other)

const stable = (value: Json | undefined): string | undefined =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )

/** Why a value is not the expected one, after the text of the call. */
export const explainValue = (call: string, key: string, { value, unlike }: Given, expected: Json): string => {
  if (unlike !== undefined)
    return `${call} gave ${unlike}. ${unlike.includes('answer') ? 'The value is in its data, under the key: response.data[key].' : `Expected ${shortLiteral(expected)}.`}`
  if (isJsonObject(value) && Object.hasOwn(value, key) && isSameJson(value[key], expected)) {
    return `${call} gave ${shortLiteral(value)}, the whole object that the service answers. Expected ${shortLiteral(expected)}: take the value out of it, data[key].`
  }
  if (typeof value === 'string' && typeof expected !== 'string' && isSameJson(parseJson(value), expected)) {
    return `${call} gave the text ${shortLiteral(value)}, expected ${shortLiteral(expected)} itself. It was turned into JSON once too often: axios does that by itself.`
  }
  if (value === undefined)
    return `${call} gave undefined, expected ${shortLiteral(expected)}. ${expected === null ? 'The service answers null for a key that is not there: pass that on.' : 'Is there a return?'}`
  return `${call} gave ${shortLiteral(value)}, expected ${shortLiteral(expected)}.`
}
