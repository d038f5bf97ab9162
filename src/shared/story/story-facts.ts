import { blockedCookiesFold, type BlockedCookiesView } from '../folds/blocked-cookies.ts'
import { foldTogether } from '../folds/part-fold.ts'
import { cookieOriginsFold, type CookieOriginsView } from './cookie-origins.ts'
import { keptLinesFold, type KeptLinesView } from './kept-lines.ts'
import { modeChangesFold, type ModeChangesView } from './mode-changes.ts'

/** What a story needs to know beside the exchange that it is of. */
export interface StoryFactsView {
  readonly origins: CookieOriginsView
  readonly kept: KeptLinesView
  readonly blocked: BlockedCookiesView
  readonly modes: ModeChangesView
}

/** Folds the stream into what stories are told from. */
export const storyFactsFold = foldTogether<StoryFactsView>({
  origins: cookieOriginsFold,
  kept: keptLinesFold,
  blocked: blockedCookiesFold,
  modes: modeChangesFold,
})
