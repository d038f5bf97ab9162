import type { JsonObject } from '../base/json.ts'
import type { BrowserId, NodeId } from '../stream/participant.ts'
import type { PublicSettings, SettingChange } from '../stream/settings.ts'
import type { FromScene } from './from-scene.ts'

/** The settings that experiments depend on; each begins with them at their defaults. */
export type SessionSettings = Omit<PublicSettings, 'KV_STORE' | 'KV_DBM' | 'secretKey' | 'fallbackKeys'>

/** One thing that a run does, as data: the very things that a student can do by hand. */
export type StepAction =
  | { readonly do: 'set'; readonly change: SettingChange }
  | { readonly do: 'open'; readonly browser: BrowserId; readonly address: FromScene<string> }
  | { readonly do: 'reload'; readonly browser: BrowserId }
  /** Presses the button of this name on the page that the browser shows. */
  | { readonly do: 'press'; readonly browser: BrowserId; readonly button: string }
  | { readonly do: 'clear-cookies'; readonly browser: BrowserId }
  | {
      readonly do: 'request'
      readonly server: NodeId
      readonly method: 'GET' | 'POST' | 'DELETE'
      readonly target: FromScene<string>
      readonly json?: string
    }
  /** Puts a worked solution in the place of the untouched template; leaves anything else as it is. */
  | { readonly do: 'demonstrate-exercise' }
  | { readonly do: 'check-exercise' }
  /** What `sessionscope dump` does, over HTTP. */
  | { readonly do: 'dump'; readonly prefix: string }
  /** Sets every setting that concerns sessions to its default, but for these. */
  | { readonly do: 'prepare'; readonly settings: Partial<SessionSettings> }
  /** Puts this value into the session cookie of a browser, as the Cookies tab does. */
  | { readonly do: 'write-cookie'; readonly browser: BrowserId; readonly value: FromScene<string> }
  /** Signs data with the counter's own key, as somebody could to whom it leaked, and puts it into a browser's session cookie. */
  | { readonly do: 'forge-cookie'; readonly browser: BrowserId; readonly data: JsonObject; readonly fill?: Filling }
  /** Sends requests to the counter at once, each with the session cookie of a browser. */
  | { readonly do: 'send-at-once'; readonly cookieOf: BrowserId; readonly times: number }
  /** Evaluates an expression in the page that a browser shows, as a script of its own would. */
  | { readonly do: 'script'; readonly browser: BrowserId; readonly code: FromScene<string> }
  /** Opens a page of another site, with a button that posts to the counter's `/reset`. */
  | { readonly do: 'open-other-site'; readonly browser: BrowserId }
  /** Brings a tab of a browser to the front, counted from 1. */
  | { readonly do: 'show-tab'; readonly browser: BrowserId; readonly tab: number }
  | { readonly do: 'stop-store' }
  | { readonly do: 'start-store' }
  /** Ends the counter and starts it anew, as if its machine had been restarted. */
  | { readonly do: 'restart-counter' }
  | { readonly do: 'wait'; readonly milliseconds: number }
  /** Waits until something was observed that comes by itself. */
  | { readonly do: 'wait-for'; readonly seen: AwaitedMoment }

/** A text under `key` that fills a cookie: it fits into a browser, and no longer does when the data has `overflow` in it. */
export interface Filling {
  readonly key: string
  readonly overflow: JsonObject
}

/** What comes by itself: a browser says that it has not kept a cookie, for this reason among others. */
export interface AwaitedMoment {
  readonly kind: 'cookie.blocked'
  readonly reason: string
}

/** A step of a run: what is done, and how it is called. */
export interface DescribedStep {
  readonly text: string
  readonly action: StepAction
}

/** An action and what it is, in words. */
export const step = (text: string, action: StepAction): DescribedStep => ({ text, action })
