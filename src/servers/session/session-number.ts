import { formatFloat, formatJsonFloat } from '../settings/python-float.ts'
import type { Numeral, SessionValue } from './session-data.ts'

/** Python's int in a session. */
export const integerValue = (integer: bigint): number | Numeral => {
  const number = Number(integer)
  return Number.isSafeInteger(number) ? number : { type: 'numeral', text: integer.toString() }
}

/** Python's float in a session: where JavaScript would write it as a whole number, or otherwise, it is kept as Python writes it. */
export const floatValue = (float: number): number | Numeral => {
  const text = formatJsonFloat(float)
  return String(float) === text && text !== 'NaN' && Number.isFinite(float) ? float : { type: 'numeral', text }
}

/** One more than a count in a session, and how Python prints it. A session may have been written by others: what is no number counts as nothing. */
export const oneMore = (count: SessionValue | undefined): { readonly value: SessionValue; readonly text: string } => {
  const number = numberOf(count)
  if (typeof number === 'bigint') return { value: integerValue(number + 1n), text: (number + 1n).toString() }
  return { value: floatValue(number + 1), text: formatFloat(number + 1) }
}

// A bigint is Python's int, a number its float. Python's True is 1.
const numberOf = (value: SessionValue | undefined): bigint | number => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === true) return 1n
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'numeral') return 0n
  return /^-?\d+$/.test(value.text) ? BigInt(value.text) : Number(value.text)
}
