import { present } from './present.ts'
import type { Json, JsonObject } from './json.ts'

/** One member of an object that differs; a side is absent where the object had no such member. */
export interface MemberChange {
  readonly key: string
  readonly before?: Json
  readonly after?: Json
}

/** What differs between two objects, member by member, in the order of the later one. */
export const changedMembers = (before: JsonObject, after: JsonObject): MemberChange[] => {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return keys.flatMap((key) => {
    const [old, now] = [member(before, key), member(after, key)]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    return [{ key, ...present({ before: old, after: now }) }]
  })
}

const member = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** Two texts as what they share at both ends and what lies between. */
export interface TextDifference {
  readonly head: string
  readonly removed: string
  readonly added: string
  readonly tail: string
}

/** The shortest stretch by which two texts differ. */
export const textDifference = (before: string, after: string): TextDifference => {
  const limit = Math.min(before.length, after.length)
  let head = 0
  while (head < limit && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < limit - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return {
    head: after.slice(0, head),
    removed: before.slice(head, before.length - tail),
    added: after.slice(head, after.length - tail),
    tail: after.slice(after.length - tail),
  }
}
