import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import type { ExchangeRecord } from '../../shared/folds/exchanges.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import type { TabId } from './tabs.ts'

/** What can be shown from anywhere in the panel, by kind. */
export interface RevealTargets {
  readonly exchange: ExchangeId
  readonly draft: DraftSource
  readonly lesson: LessonId
  /** By its key. */
  readonly entry: string
  readonly cookie: { readonly browser: BrowserId; readonly name: string }
  readonly tab: TabId
}

/** What a request to compose begins with: nothing, or the request of an exchange. */
export type DraftSource = 'empty' | { readonly record: ExchangeRecord; readonly file?: string | undefined }

/** One thing to be shown: `{ exchange: 7 }`, `{ lesson: 'point-3' }`, … */
export type RevealTarget = { [Kind in keyof RevealTargets]: Pick<RevealTargets, Kind> }[keyof RevealTargets]

/** Shows something, wherever in the panel that is. */
export type Reveal = (target: RevealTarget) => void
