import { pages } from '../stream/baseline/pages.ts'
import type { Page } from '../stream/lab-state.ts'
import type { BrowserId } from '../stream/participant.ts'
import type { Fold } from '../stream/fold.ts'
import { partFold } from './part-fold.ts'

/** What each browser shows now. */
export type PagesView = Readonly<Record<BrowserId, Page>>

/** Folds the stream into the pages. */
export const pagesFold: Fold<PagesView> = partFold(pages)
