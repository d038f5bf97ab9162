import type { Json } from '../../json.ts'

/** JSON in the one form in which equal values are equal text: members sorted, no insignificant space (RFC 8785). */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

/** A value of ours as JSON has it: members that are undefined are none. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json
