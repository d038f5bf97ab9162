import type { MemberChange } from '../../../../shared/base/difference.ts'
import type { JsonObject } from '../../../../shared/base/json.ts'

/** Members that a sentence names; the step itself shows all. */
const named = 3
const longest = 60

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

const listed = (all: readonly string[]): string => {
  const shown = all.slice(0, named).join(', ')
  return all.length > named ? `${shown} and ${all.length - named} more` : shown
}

/** What is in a session: `count 1`. */
export const membersText = (data: JsonObject): string =>
  listed(Object.entries(data).map(([key, value]) => `${key} ${cut(JSON.stringify(value))}`))

/** What changed in a session: `count 1 → 2`. */
export const changesText = (changes: readonly MemberChange[]): string => listed(changes.map(changeText))

const changeText = ({ key, before, after }: MemberChange): string => {
  if (after === undefined) return `${key} was removed`
  if (before === undefined) return `${key} ${cut(JSON.stringify(after))} is new`
  return `${key} ${cut(JSON.stringify(before))} → ${cut(JSON.stringify(after))}`
}
