import { isDeeperThan, type Json } from '../base/json.ts'

/** Deeper than anything in a report: the data of a session, and what it is part of. */
const deepest = 1_000

/**
 * JSON in the one form in which equal values are equal text: members sorted, no insignificant space (RFC 8785).
 * @throws RangeError for what is nested too deep to be of a report.
 */
export const canonicalJson = (value: Json): string => {
  if (isDeeperThan(deepest, value)) throw new RangeError(`This JSON nests lists and objects more than ${deepest} deep.`)
  return written(value)
}

const written = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${written(member)}`).join(',')}}`
}

/** A value of ours as JSON has it: members that are undefined are none. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json
