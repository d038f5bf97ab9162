import type { Holder, LifeEvent, SessionKey } from '../../shared/story/session-life.ts'
import { refusalReasons } from './refusal-reasons.ts'
import { short, time } from './wording.ts'

/** What happened to a session at one moment; `who` is called by name. Exchanges are named as `#7`. */
const eventText = (event: LifeEvent, nameOf: (holder: Holder) => string): string => {
  switch (event.kind) {
    case 'began':
      return `began in #${event.exchange}, with ${nameOf(event)}`
    case 'first-seen':
      return `first seen in #${event.exchange}, with ${nameOf(event)}; its beginning is not in the log`
    case 'brought-by-another':
      return `brought by ${nameOf(event)}, too, in #${event.exchange}`
    case 'came-back':
      return `brought again and accepted in #${event.exchange}, after it had ended`
    case 'refused':
      return `refused in #${event.exchange}: ${refusalReasons[event.reason]}`
    case 'emptied':
      return `emptied in #${event.exchange}, by ${nameOf(event)}`
    case 'entry-gone':
      return entryGone[event.cause]
  }
}

const entryGone = {
  deleted: 'its entry was deleted from the store',
  expired: 'its entry expired',
  elsewhere: 'its entry was deleted by another process',
} as const

/** Texts of the session that is followed. */
export const followTexts = {
  follow: 'Follow this session',
  following: 'following',
  stop: 'Stop following',
  stopThis: 'Stop following this session',
  notInLog: 'nothing of it is in the log any more',
  life: 'The life of the session that is followed',
  /** A session in short: by its id, or by the exchange in which it was first seen. */
  sessionName: (key: SessionKey): string => {
    const name = key.slice(key.indexOf(':') + 1)
    return key.startsWith('id:') ? short(name).replace('…', '') : `#${name}`
  },
  eventText,
  moment: (at: number) => time.format(at),
} as const
