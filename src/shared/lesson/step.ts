import type { BrowserId, ServerId } from '../participant.ts'
import type { SettingChange } from '../settings.ts'

/** One thing that a run does, as data: the very things that a student can do by hand. */
export type Step =
  | { readonly do: 'set'; readonly change: SettingChange }
  | { readonly do: 'open'; readonly browser: BrowserId; readonly address: string }
  | { readonly do: 'reload'; readonly browser: BrowserId }
  /** Presses the button of this name on the page that the browser shows. */
  | { readonly do: 'press'; readonly browser: BrowserId; readonly button: string }
  | { readonly do: 'clear-cookies'; readonly browser: BrowserId }
  | { readonly do: 'request'; readonly server: ServerId; readonly method: 'GET' | 'POST' | 'DELETE'; readonly target: string; readonly json?: string }
  /** Puts a worked solution in the place of the untouched template; leaves anything else as it is. */
  | { readonly do: 'demonstrate-exercise' }
  | { readonly do: 'check-exercise' }
  /** What `sessionscope dump` does, over HTTP. */
  | { readonly do: 'dump'; readonly prefix: string }

/** A step and what it is, in words. */
export interface ToldStep {
  readonly say: string
  readonly step: Step
}

/** A step in words, where nothing better is to be said. */
export const told = (say: string, step: Step): ToldStep => ({ say, step })
