import type { CookiePart, CookieReading } from '../../../shared/cookie/readers/cookie-reading.ts'
import type { MemberChange } from '../../../shared/base/difference.ts'
import type { SetCookieComparison } from '../../../shared/exchange/set-cookie-comparison.ts'
import { date, plural } from '../../texts/wording.ts'
import { attribute } from './attribute-wording.ts'

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

// What a Set-Cookie line changed, in one short sentence.
const comparison = (compared: SetCookieComparison): string => {
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

/** Texts of Set-Cookie lines. */
export const setCookieTexts = {
  list: 'Set-Cookie',
  empty: 'No Set-Cookie line yet. Each one that a browser receives will stand here, exactly as sent.',
  hint: 'Choose an exchange to see its Set-Cookie, its thread, and both messages as they were on the wire.',
  older: (count: number) => `${plural(count, 'older line')}: choose their exchange in the table.`,
  comparison,
  receivedBy: (name: string) => `Set-Cookie, as ${name} received it`,
  comparedWith: (exchange: number, span: string) => `Compared with its previous one, #${exchange} (${span} before)`,
  span: (milliseconds: number) =>
    milliseconds < 1000
      ? `${milliseconds} ms`
      : milliseconds < 60_000
        ? `${Math.round(milliseconds / 1000)} s`
        : `${Math.round(milliseconds / 60_000)} min`,
  attribute,
  attributes: (name: string) => `What the attributes of ${name} say`,
  noAttributes: 'It has no attributes.',
  sameAttributes: (names: string) => `${names} unchanged`,
  partTitle: ({ role, label, says, isCompressed }: CookiePart, { signedAt }: CookieReading) => {
    if (role === 'data' && (says !== undefined || isCompressed === true)) return `${label}, readable by anyone`
    return role === 'time' && signedAt !== undefined ? 'signed at' : label
  },
  compressed: 'zlib-compressed; the counter put this in it:',
  unreadable: 'zlib-compressed',
  validUntil: (moment: number) => `valid until ${date.format(moment)}`,
  signedByCounter: 'made with SECRET_KEY',
  notVerified: 'not verified here',
  changesEachTime: 'The whole session travels in the cookie, so it changes whenever the session does.',
  idOnly: 'The cookie holds only an id. The data stays on the server.',
  tryExperiment: (title: string) => `${title}: try the experiment`,
  tamper: 'Tamper with it…',
  copyTo: (name: string) => `Copy to ${name}`,
  putBack: (name: string) => `Put back into ${name}`,
  parts: {
    payload: 'payload',
    time: 'time',
    signature: 'signature',
    value: 'value',
    stored: 'stored',
    attributes: 'attributes',
  },
} as const
