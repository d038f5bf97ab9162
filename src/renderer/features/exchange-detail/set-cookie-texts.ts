import type { CookiePart, CookieReading } from '../../../shared/cookie/readers/cookie-reading.ts'
import { plural } from '../../texts/wording.ts'
import { attribute } from './attribute-wording.ts'

/** Texts of Set-Cookie lines. */
export const setCookieTexts = {
  list: 'Set-Cookie',
  empty: 'No Set-Cookie line yet. Each one that a browser receives will stand here, exactly as sent.',
  hint: 'Choose an exchange to read the story of its session, its thread, and both messages as they were on the wire.',
  older: (count: number) => `${plural(count, 'older line')}: choose their exchange in the table.`,
  attribute,
  partTitle: ({ role, label, says, isCompressed }: CookiePart, { signedAt }: CookieReading) => {
    if (role === 'data' && (says !== undefined || isCompressed === true)) return `${label}, readable by anyone`
    return role === 'time' && signedAt !== undefined ? 'signed at' : label
  },
  unreadable: 'zlib-compressed',
  changesEachTime: 'The whole session travels in the cookie, so it changes whenever the session does.',
  idOnly: 'The cookie holds only an id. The data stays in the key-value service.',
  tryExperiment: (title: string) => `${title}: try the experiment`,
  tamper: 'Tamper with it…',
  copyTo: (name: string) => `Copy to ${name}`,
  putBack: (name: string) => `Put back into ${name}`,
} as const
