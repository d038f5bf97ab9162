import type { EqualCookie } from '../../shared/exchange/equal-cookie.ts'
import { time } from '../texts/wording.ts'

/** Why two jars hold the same cookie, in one sentence; `other` is the other browser. */
export const equalCookieText = (equal: EqualCookie, other: string): string => {
  switch (equal.how) {
    case 'set-separately':
      return equal.signedAt === undefined
        ? `The same value as in ${other}: #${equal.here} and #${equal.there} each set it.`
        : `The same bytes as in ${other}: #${equal.here} and #${equal.there} each set this cookie, with the same data and the same key in the same second (${time.format(equal.signedAt)}), so the signatures are the same, too.`
    case 'copied-here':
      return `The same value as in ${other}, where #${equal.there} set it. No answer set it here: it was copied.`
    case 'copied-there':
      return `${other} has a copy of it: #${equal.here} set it here, and no answer set it there.`
    case 'never-set':
      return `The same value as in ${other}. No answer set it in either browser.`
    case 'not-known':
      return `The same value as in ${other}. How both came by it is not known from this log.`
  }
}

/** The same in a word. */
export const sameAs = (other: string): string => `same as ${other}`
