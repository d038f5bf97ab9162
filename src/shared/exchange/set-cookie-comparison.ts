import { changedMembers, type MemberChange } from '../base/difference.ts'
import type { ReceivedSetCookie, SetCookieLine } from '../folds/set-cookie-lines.ts'
import type { JsonObject } from '../base/json.ts'
import type { SessionMode } from '../stream/changes.ts'
import { isJsonObject } from '../base/parse-json.ts'
import { readCookie } from '../cookie/readers/cookie-readers.ts'
import type { CookieKind } from '../cookie/readers/cookie-reading.ts'

/** What a Set-Cookie line does, set against the previous one that the same participant received. */
export type SetCookieComparison =
  | { readonly state: 'first' }
  | { readonly state: 'cleared' }
  | { readonly state: 'set-again'; readonly mode: SessionMode }
  | { readonly state: 'same-id'; readonly changes: readonly MemberChange[] }
  | { readonly state: 'new-id' }
  | { readonly state: 'signed-again'; readonly changes: readonly MemberChange[] }
  | { readonly state: 'moved-to'; readonly mode: SessionMode }
  | { readonly state: 'same-value' }
  | { readonly state: 'new-value' }

/** Compares a line with its previous one. */
export const compareSetCookie = (line: SetCookieLine): SetCookieComparison => {
  const { previous } = line
  if (line.isRemoval) return { state: 'cleared' }
  const mode = modeOf(line)
  if (previous === undefined) return { state: 'first' }
  if (previous.isRemoval) return mode === undefined ? { state: 'new-value' } : { state: 'set-again', mode }
  if (mode === undefined) return { state: line.cookie.value === previous.cookie.value ? 'same-value' : 'new-value' }
  if (mode !== modeOf(previous)) return { state: 'moved-to', mode }
  const changes = changedMembers(dataOf(previous) ?? {}, dataOf(line) ?? {})
  if (mode === 'client-side') return { state: 'signed-again', changes }
  return line.cookie.value === previous.cookie.value ? { state: 'same-id', changes } : { state: 'new-id' }
}

/** How the session behind a line is kept: as the counter said, else as the value looks. */
export const modeOf = ({ session, cookie }: ReceivedSetCookie): SessionMode | undefined =>
  session === undefined ? modes[readCookie(cookie.value).kind] : session.mode

const modes: Readonly<Record<CookieKind, SessionMode | undefined>> = {
  signed: 'client-side',
  encrypted: 'client-side',
  id: 'server-side',
  opaque: undefined,
}

/** The session's data at that line: as the counter saved it, else as the value itself says. */
export const dataOf = ({ session, cookie }: ReceivedSetCookie): JsonObject | undefined => {
  if (session?.data !== undefined) return session.data
  const { data } = readCookie(cookie.value)
  return isJsonObject(data) ? data : undefined
}
