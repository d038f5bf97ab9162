import { explainRefusal } from '../../../../shared/cookie/cookie-refusals.ts'
import type { CookieKind } from '../../../../shared/cookie/readers/cookie-reading.ts'
import type {
  BroughtCookie,
  DataStep,
  SessionJudgement,
  Kept,
  SetLine,
  ObservedStoreCall,
  WhyUnknown,
} from '../../../../shared/story/story.ts'
import type { SessionMode } from '../../../../shared/stream/changes.ts'
import { plural, short, time } from '../../../texts/wording.ts'
import { refusalReasons } from '../../../texts/refusal-reasons.ts'
import type { StoryNames } from './story-names.ts'

const unknown: Readonly<Record<WhyUnknown, string>> = {
  file: 'not known from this file',
  wire: 'not known from the messages alone',
}

const kinds: Readonly<Record<CookieKind, string>> = {
  signed: 'looks like a signed value',
  encrypted: 'looks encrypted',
  id: 'looks like an id',
  plain: 'readable data that nothing signs',
  opaque: 'a value of no known format',
}

/** What a cookie that came looks like, and where its value was set. */
const broughtTitle = ({ reading, origin }: BroughtCookie, { of, asker }: StoryNames): string => {
  const kind = kinds[reading.kind]
  if (origin === undefined) return `${kind}; no answer that is known here set this value`
  const to = of(origin.to, origin.standIn)
  return to === asker ? `${kind}, set in #${origin.exchange}` : `${kind}, set in #${origin.exchange} for ${to}`
}

const judgedTitle = (judged: SessionJudgement): string => {
  switch (judged.state) {
    case 'unknown':
      return unknown[judged.why]
    case 'pending':
      return 'not yet'
    case 'not-opened':
      return 'no session was opened'
    case 'store-failed':
      return 'not possible: the store failed'
    case 'no-cookie':
      return judged.isEmpty ? 'an empty cookie counts as none' : 'there was no session cookie'
    case 'accepted':
      return judged.isAdopted ? 'taken over, though unknown' : 'accepted'
    case 'refused':
      return `refused: ${refusalReasons[judged.reason]}`
  }
}

const expects: Readonly<Record<SessionMode, string>> = {
  'client-side': 'sessions are in the cookie, so signed data is expected. This looks like an id',
  'server-side': 'sessions are in the store, so an id is expected. This looks like signed data',
}

const judgedText = (judged: SessionJudgement, calls: readonly ObservedStoreCall[]): string => {
  switch (judged.state) {
    case 'accepted':
      return acceptedText(judged)
    case 'refused': {
      const since =
        judged.switchedAt === undefined ? '' : `Since ${time.format(judged.switchedAt)} ${expects[judged.mode]}.`
      const asked =
        judged.mode === 'server-side' && calls.every(({ deed }) => deed === 'wrote' || deed === 'deleted')
          ? 'The store was not asked.'
          : ''
      return [since, sentence(judged.detail), asked].filter((text) => text !== '').join(' ')
    }
    case 'no-cookie':
      return 'So a new session begins.'
    case 'not-opened':
    case 'pending':
    case 'store-failed':
    case 'unknown':
      return ''
  }
}

const acceptedText = ({ mode, isAdopted }: Extract<SessionJudgement, { state: 'accepted' }>): string => {
  if (isAdopted)
    return 'Nothing was stored under this id: whoever chose it knows the id of the session that begins now.'
  return mode === 'client-side'
    ? 'The signature was made with the server’s key, and is not too old.'
    : 'Something is stored under this id. Whoever brings it gets this session.'
}

const sentence = (detail: string | undefined): string => {
  if (detail === undefined || detail === '') return ''
  return `${detail.slice(0, 1).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`
}

const dataTitle = (data: DataStep): string => {
  const reads = data.calls.filter(({ deed, result }) => deed === 'read' && result.state === 'done').length
  const writes = data.calls.filter(({ deed, result }) => deed === 'wrote' && result.state === 'done').length
  const deletes = data.calls.filter(({ deed, result }) => deed === 'deleted' && result.state === 'done').length
  const calls = [
    ...(reads === 0 ? [] : [`read ${plural(reads, 'entry', 'entries')}`]),
    ...(writes === 0 ? [] : [`wrote ${plural(writes, 'entry', 'entries')}`]),
    ...(deletes === 0 ? [] : [`deleted ${plural(deletes, 'entry', 'entries')}`]),
  ]
  if (calls.length > 0) return `in the store: ${calls.join(', ')}`
  if (data.calls.length > 0) return `${plural(data.calls.length, 'call')} of the store`
  switch (data.state) {
    case 'unknown':
      return unknown[data.why]
    case 'none':
      return 'no session'
    case 'read':
    case 'saved':
    case 'emptied':
      return data.mode === 'client-side' ? 'in the cookie itself; the store was not asked' : 'the store was not asked'
  }
}

const setTitle = ({ role, isAsBrought }: SetLine): string => {
  switch (role) {
    case 'data':
      return 'the session itself, signed'
    case 'new-id':
      return 'an id that the request did not bring'
    case 'same-id':
      return 'the same id that the request brought'
    case 'deletes':
      return 'deletes the session’s cookie'
    case 'other':
      return isAsBrought ? 'another cookie, with the value that came' : 'another cookie than the session’s'
    case 'unknown':
      return isAsBrought ? 'the value that the request brought' : 'a value that the request did not bring'
  }
}

const keptTitle = (kept: Kept, asker: string): string => {
  if ('isUnknown' in kept) return unknown[kept.isUnknown]
  if (!kept.isBrowser) return `what ${asker} keeps cannot be seen from here`
  switch (kept.seen.state) {
    case 'held':
      return `${asker} holds it`
    case 'held-already':
      return `${asker} held this very value already`
    case 'gone':
      return kept.seen.value === undefined ? `${asker} holds no such cookie` : `${asker} no longer holds the cookie`
    case 'nothing-to-delete':
      return `${asker} held no such cookie`
    case 'refused':
      return `${asker} did not keep it`
    case 'overruled':
      return 'a later line of this answer is about the same cookie'
    case 'unseen':
      return `not seen in the jar of ${asker} so far`
  }
}

const keptText = (kept: Kept): string => {
  if (!('seen' in kept) || kept.seen.state !== 'refused') return ''
  return kept.seen.reasons
    .map((reason) => {
      const { text, rule } = explainRefusal(reason)
      return `${sentence(text).replace(/\.$/, '')} (${rule}).`
    })
    .join(' ')
}

/** Texts of the story of one exchange. */
export const storyTexts = {
  story: 'Story',
  steps: {
    brought: 'Brought',
    judged: 'Judged',
    data: 'Read and written',
    set: 'Set',
    kept: 'Kept',
  },
  noCookie: 'no cookie',
  noSessionCookie: 'no session cookie',
  moreCookies: (count: number) => `${plural(count, 'more cookie')} came along`,
  heldBack: (name: string) => `${name} was held back:`,
  because: (reason: string) => {
    const { text, rule } = explainRefusal(reason)
    return `${text} (${rule})`
  },
  broughtTitle,
  judgedTitle,
  judgedText,
  dataTitle,
  setTitle,
  keptTitle,
  keptText,
  notSet: 'no Set-Cookie',
  notAnswered: 'there is no answer',
  notAnsweredYet: 'not yet',
  nothingToKeep: 'nothing to keep',
  isNew: 'is new',
  wasRemoved: 'was removed',
  nothingChanged: 'nothing was changed',
  unused: (data: string) => `Nothing was taken from the refused cookie, which says ${short(data, 80)}.`,
  tookThePlaceOf: (value: string) => `It took the place of ${short(value, 28)}.`,
  hadBeen: (value: string) => `It held ${short(value, 28)} until then.`,
  emptied: 'the session was emptied',
  storeCall: (parent: number) => `This is a call of the store, in the course of #${parent}.`,
  looseCall: 'This is a request to the store itself, which knows no sessions.',
  copyCookie: 'Copy the cookie',
  copyLine: 'Copy the Set-Cookie line',
  absent: {
    'http-only': ['no HttpOnly', 'scripts of the page can read it'],
    'same-site': ['no SameSite', 'counts as Lax in Chromium'],
    secure: ['no Secure', 'also goes over plain HTTP'],
    domain: ['no Domain', 'this host alone'],
    expires: ['no Expires', 'until the browser is closed'],
  },
} as const
