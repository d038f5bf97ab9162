import type { Fold } from '../stream/fold.ts'
import { blankPage, type Page } from '../stream/observation.ts'
import type { BrowserId } from '../stream/participant.ts'

/** What each browser shows now. */
export type PagesView = Readonly<Record<BrowserId, Page>>

/** Folds the stream into the pages. */
export const pagesFold: Fold<PagesView> = {
  start: () => ({ 'browser-a': blankPage, 'browser-b': blankPage }),
  step: (view, observation) => {
    if (observation.kind === 'log.began') return observation.baseline.pages
    if (observation.kind === 'page.changed') return { ...view, [observation.browser]: observation.page }
    return view
  },
}
