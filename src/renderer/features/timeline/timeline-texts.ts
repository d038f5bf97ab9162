import { explainRefusal } from '../../../shared/cookie/cookie-refusals.ts'
import { markNames, type ExchangeMark } from '../../../shared/exchange/exchange-marks.ts'
import type { BlockedCookie } from '../../../shared/folds/blocked-cookies.ts'
import type { ChangedSetting } from '../../../shared/folds/milestones.ts'
import type { HandChange } from '../../../shared/stream/steps.ts'
import { plural, short } from '../../texts/wording.ts'
import { refusalReasons } from '../../texts/refusal-reasons.ts'

const because = (cookies: readonly BlockedCookie[], says: (name: string) => string): string =>
  cookies
    .map(({ text, reasons }) => {
      const why = reasons.map((reason) => explainRefusal(reason).text).join('; ')
      return `${says(nameIn(text))}: ${why}.`
    })
    .join(' ')

// Of a line or of `name=value` as much as tells it from others.
const nameIn = (text: string): string => short(/^[^=;]*/.exec(text)?.[0].trim() || text, 40)

// What a mark rests on, in a sentence; `asker` is who asked, by name.
const why = (mark: ExchangeMark, asker: string): string => {
  switch (mark.kind) {
    case 'refused':
      return `The session cookie was refused: ${refusalReasons[mark.reason]}.`
    case 'not-kept':
      return because(mark.cookies, (name) => `${asker} did not keep ${name}`)
    case 'held-back':
      return because(mark.cookies, (name) => `${asker} did not send ${name} along`)
    case 'new-visitor':
      return 'The request brought no session cookie, and a new session began.'
    case 'changed-by-hand':
      return mark.changes.map(byHand).join(' ')
  }
}

// What went on is not what had been sent.
const byHand = ({ phase, now }: HandChange): string => {
  switch (now.kind) {
    case 'request':
      return 'The request was changed by hand while it was held.'
    case 'answer':
      return phase === 'answer'
        ? 'The answer was changed by hand while it was held.'
        : 'The request was answered by hand, in the server’s place.'
    case 'cut':
      return `The connection was cut by hand while the ${phase} was held.`
    case 'late':
      return `The ${phase} was delayed by hand for ${now.milliseconds} ms.`
  }
}

const settingNames: Readonly<Record<string, string>> = {
  secretKey: 'SECRET_KEY',
  fallbackKeys: 'SECRET_KEY_FALLBACKS',
}

/** Texts of the Timeline. */
export const timelineTexts = {
  exchanges: 'Exchanges',
  columns: {
    number: '#',
    who: 'who',
    server: 'server',
    request: 'request',
    status: 'status',
    summary: 'result',
    duration: 'time',
  },
  filter: 'Filter exchanges',
  filterPlaceholder: 'Filter: who, refused…',
  clearFilter: 'Clear filter',
  live: 'live',
  recorded: 'recorded',
  paused: 'paused',
  pause: 'Pause the timeline',
  resume: 'Resume the timeline',
  clear: 'Clear the log',
  jump: 'Jump to the newest',
  resize: 'Width of the table',
  empty: 'Reload Browser A to see the first exchange.',
  emptyMore: 'Any other browser, HTTPie or curl that talks to the two servers shows up here as well.',
  noMatch: 'No exchange matches the filter.',
  mark: ({ kind }: ExchangeMark) => markNames[kind],
  why,
  bands: {
    standInsCame: (lesson: string) => `${lesson} · stand-in browsers, not yours`,
    standInsLeft: 'Your own browsers are back',
    setting: ({ key }: ChangedSetting) => settingNames[key] ?? key,
    became: ({ key, value }: ChangedSetting) => {
      if (typeof value === 'boolean') return value ? 'switched on' : 'switched off'
      if (key === 'secretKey') return value === 'random' ? 'is a random one now' : 'is set now'
      if (key === 'fallbackKeys') return `has ${plural(Number(value), 'key')} now`
      return `is ${value === null ? 'None' : typeof value === 'string' ? `'${value}'` : String(value)} now`
    },
  },
} as const
