import { dateFrom } from '../../shared/base/date-from.ts'
import type { ExchangeSummary } from '../../shared/exchange/exchange-summary.ts'
import type { MemberChange } from '../../shared/base/difference.ts'
import type { Crash } from '../../shared/folds/crashes.ts'
import type { ExchangeOutcome } from '../../shared/folds/exchanges.ts'
import type { SessionRefusal } from '../../shared/stream/observation.ts'
import { participantLabel } from '../../shared/stream/node.ts'
import type { SetCookieComparison } from '../../shared/cookie/set-cookie-comparison.ts'
import type { TextSize, Theme } from '../client/preferences.ts'

// What the catalogue in texts.ts says of facts that come in many shapes.

/** A number of things. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** An id or a long value cut to what is recognised at a glance. */
export const short = (text: string, length = 8): string =>
  text.length > length + 4 ? `${text.slice(0, length)}…` : text

/** A target with its ids cut, as the table shows it. */
export const shortTarget = (target: string): string =>
  target.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, (id) => short(id))

// Moments come from cookies and files too, so that they can be anything.
const momentWriter = (options: Intl.DateTimeFormatOptions) => {
  const writer = new Intl.DateTimeFormat('en-GB', options)
  return {
    format: (moment: number): string => {
      const at = dateFrom(moment)
      return at === undefined ? 'beyond the calendar' : writer.format(at)
    },
  }
}

/** A day. */
export const date = momentWriter({ day: 'numeric', month: 'short', year: 'numeric' })
/** A time of day. */
export const time = momentWriter({ timeStyle: 'medium' })

/** How long ago something was, in milliseconds. */
export const ago = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 2) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3600)} h ago`
}

const memberChange = ({ key, before, after }: MemberChange): string => {
  if (after === undefined) return `${key} was removed`
  if (before === undefined) return `${key} ${JSON.stringify(after)} is new`
  return `${key} ${JSON.stringify(before)} → ${JSON.stringify(after)}`
}

const memberChanges = (changes: readonly MemberChange[]): string => {
  const shown = changes.slice(0, 3).map(memberChange).join(', ')
  return changes.length > 3 ? `${shown} and ${changes.length - 3} more` : shown
}

const storedChange = (changes: readonly MemberChange[]): string => {
  const [only, ...others] = changes
  if (only === undefined) return 'nothing stored changed'
  if (others.length > 0 || only.before === undefined || only.after === undefined)
    return `the stored data changed: ${memberChanges(changes)}`
  return `only the stored ${only.key} changed ${JSON.stringify(only.before)} → ${JSON.stringify(only.after)}`
}

/** What a Set-Cookie line changed, in one short sentence. */
export const comparison = (compared: SetCookieComparison): string => {
  switch (compared.state) {
    case 'first':
      return 'first one'
    case 'cleared':
      return 'cookie cleared'
    case 'set-again':
      return compared.mode === 'server-side'
        ? 'a new id, after the cookie was cleared'
        : 'a new session, after the cookie was cleared'
    case 'same-id':
      return `same id; ${storedChange(compared.changes)}`
    case 'new-id':
      return 'a new id'
    case 'signed-again':
      return compared.changes.length === 0
        ? 'same data, signed again'
        : `new value: ${memberChanges(compared.changes)}, signed again`
    case 'moved-to':
      return compared.mode === 'server-side'
        ? 'now an id: the data moved to the key-value service'
        : 'now the data itself: the session moved into the cookie'
    case 'same-value':
      return 'same value'
    case 'new-value':
      return 'new value'
  }
}

/** Why a session cookie was refused. */
export const refusals: Readonly<Record<SessionRefusal, string>> = {
  malformed: 'it is not a signed value at all',
  'bad-signature': 'the signature does not match: it was changed, or signed with another key',
  expired: 'it is older than the session lifetime',
  'from-the-future': 'it claims to be signed in the future',
  'too-large': 'it is larger than the server is willing to unpack',
  'not-an-object': 'what it holds is not a session',
  'too-deep': 'what it holds is nested too deep',
  'malformed-id': 'it is not a session id',
  'unknown-id': 'this server never issued that id',
}

/** The gist of an exchange. */
export const summary = (gist: ExchangeSummary): string => {
  switch (gist.kind) {
    case 'nothing':
      return ''
    case 'heading':
    case 'json':
    case 'problem':
      return gist.text
    case 'keys':
      return plural(gist.count, 'key')
    case 'cookie-cleared':
      return gist.location === undefined ? 'cookie cleared' : `cookie cleared → ${gist.location}`
    case 'redirect':
      return `→ ${gist.location}`
  }
}

/** How an exchange stands. */
export const status = (outcome: ExchangeOutcome): string => {
  switch (outcome.state) {
    case 'pending':
      return '…'
    case 'answered':
      return String(outcome.status)
    case 'failed':
      return 'failed'
  }
}

/** Themes by name. */
export const themeNames: Readonly<Record<Theme, string>> = { system: 'like the system', light: 'light', dark: 'dark' }
/** Text sizes by name. */
export const textSizeNames: Readonly<Record<TextSize, string>> = {
  small: 'small',
  normal: 'normal',
  large: 'large',
  larger: 'larger',
}

/** That a page crashed, and what became of it. */
export const crash = ({ of, at, reason, isRevived }: Crash): string => {
  const what = `${of === 'panel' ? 'The panel' : `The page of ${participantLabel(of)}`} crashed (${reason}, ${time.format(at)}).`
  if (!isRevived) return `${what} It was not loaded anew by itself: press Reload.`
  if (of === 'panel') return `${what} It was loaded anew. Nothing is lost: the lab went on meanwhile.`
  return `${what} It was loaded anew, which is one more request to its server.`
}
