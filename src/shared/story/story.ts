import type { JsonObject } from '../base/json.ts'
import type { MemberChange } from '../base/difference.ts'
import type { CookieReading } from '../cookie/readers/cookie-reading.ts'
import type { SetCookieReading } from '../cookie/read-set-cookie.ts'
import type { BlockedCookie } from '../folds/blocked-cookies.ts'
import type { ExchangeId, SessionMode, SessionRefusal } from '../stream/changes.ts'
import type { Participant } from '../stream/participant.ts'
import type { CookieSetter } from './cookie-setters.ts'
import type { KeptLine } from './kept-lines.ts'

/** The story of the session in one exchange: each step says what is known of this very exchange, and nothing else. */
export interface Story {
  readonly exchange: ExchangeId
  readonly of: StorySubject
  readonly brought: Brought
  readonly judged: SessionJudgement
  readonly data: DataStep
  /** One for each Set-Cookie line of the answer, in its order. */
  readonly set: readonly SetLine[]
  readonly end: AnswerEnd
}

/** What kind of exchange it is. */
export type StorySubject =
  /** A request to the application. */
  | { readonly kind: 'visit' }
  /** A call of the store, in the course of the exchange `parent` where it was one. */
  | { readonly kind: 'store-call'; readonly parent?: ExchangeId }
  /** A request to a host that is none of the subject's. */
  | { readonly kind: 'other' }

/** How the answer came. */
export type AnswerEnd =
  | { readonly state: 'pending' }
  | { readonly state: 'answered'; readonly status: number }
  | { readonly state: 'failed'; readonly problem: string }

/** A cookie that the request carried, taken apart. */
export interface BroughtCookie {
  readonly name: string
  readonly value: string
  readonly reading: CookieReading
  /** The answer that set this very value. */
  readonly origin?: CookieSetter
}

/** What the request carried. */
export interface Brought {
  /** The session cookie, where the application says which one it looked at. */
  readonly session?: BroughtCookie
  /** The others; all of them where nobody says which is the session's. */
  readonly others: readonly BroughtCookie[]
  /** What the browser held back from this request. */
  readonly heldBack: readonly BlockedCookie[]
}

/** Why something cannot be said. */
export type WhyUnknown = 'file' | 'wire'

/** How the application judged what was brought. */
export type SessionJudgement =
  | { readonly state: 'unknown'; readonly why: WhyUnknown }
  /** It has not said anything yet. */
  | { readonly state: 'pending' }
  /** It answered, and opened no session for it. */
  | { readonly state: 'not-opened' }
  /** Its store failed it before it could tell. */
  | { readonly state: 'store-failed'; readonly call?: ObservedStoreCall }
  | { readonly state: 'no-cookie'; readonly mode: SessionMode; readonly isEmpty: boolean }
  | {
      readonly state: 'accepted'
      readonly mode: SessionMode
      /** Nothing was stored under the id: it was taken over as it came. */
      readonly isAdopted: boolean
    }
  | {
      readonly state: 'refused'
      readonly mode: SessionMode
      readonly reason: SessionRefusal
      readonly detail?: string
      /** When sessions began to be kept in another way than the one that this cookie looks like. */
      readonly switchedAt?: number
    }

/** A call of the store in the course of a request. */
export interface ObservedStoreCall {
  readonly exchange: ExchangeId
  readonly deed: 'read' | 'wrote' | 'deleted' | 'other'
  readonly key?: string
  /** What was read or written, as JSON text. */
  readonly value?: string
  readonly result:
    | { readonly state: 'pending' }
    | { readonly state: 'done' }
    /** 412: somebody else saved it meanwhile. */
    | { readonly state: 'conflict' }
    | { readonly state: 'failed'; readonly problem: string }
}

/** What was read and written. */
export type DataStep = { readonly calls: readonly ObservedStoreCall[] } & (
  | { readonly state: 'unknown'; readonly why: WhyUnknown }
  /** Nothing is known of any session. */
  | { readonly state: 'none' }
  /** A session was opened, with this in it, and nothing was saved, or not yet. */
  | { readonly state: 'read'; readonly mode: SessionMode; readonly before: JsonObject; readonly isOver: boolean }
  | {
      readonly state: 'saved'
      readonly mode: SessionMode
      /** What was in the session before; empty for a new one. */
      readonly before: JsonObject
      readonly after: JsonObject
      readonly changes: readonly MemberChange[]
      /** What the refused cookie says to anybody, of which nothing was used. */
      readonly unused?: JsonObject
    }
  /** The session was emptied, and so deleted. */
  | { readonly state: 'emptied'; readonly mode: SessionMode; readonly before: JsonObject }
)

/** What a Set-Cookie line is to the session. */
export type SetRole =
  /** A signed cookie with the session's data. */
  | 'data'
  /** An id that the request did not bring. */
  | 'new-id'
  /** The id that the request brought. */
  | 'same-id'
  /** It deletes the session's cookie. */
  | 'deletes'
  /** It is not the session's. */
  | 'other'
  /** Nobody says. */
  | 'unknown'

/** A Set-Cookie line of the answer, and what became of it. */
export interface SetLine {
  readonly raw: string
  readonly reading: SetCookieReading
  readonly value: CookieReading
  readonly role: SetRole
  /** The request brought a cookie of this name with this very value. */
  readonly isAsBrought: boolean
  readonly kept: Kept
}

/** What became of a line with whoever received it. */
export type Kept =
  | { readonly by: Participant; readonly isBrowser: true; readonly seen: KeptLine }
  /** A client of somebody's own: nobody here sees what it keeps. */
  | { readonly by: Participant; readonly isBrowser: false }
  | { readonly isUnknown: 'file' }
