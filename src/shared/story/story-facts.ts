import { blockedCookiesFold, type BlockedCookiesView } from '../folds/blocked-cookies.ts'
import { foldTogether, partFold } from '../folds/part-fold.ts'
import { subject } from '../stream/baseline/subject.ts'
import type { SubjectName } from '../stream/subject-name.ts'
import { cookieSettersFold, type CookieSettersView } from './cookie-setters.ts'
import { keptLinesFold, type KeptLinesView } from './kept-lines.ts'
import { modeChangesFold, type ModeChangesView } from './mode-changes.ts'

/** What a story needs to know beside the exchange that it is of. */
export interface StoryFactsView {
  readonly origins: CookieSettersView
  readonly kept: KeptLinesView
  readonly blocked: BlockedCookiesView
  readonly modes: ModeChangesView
  /** What is watched, and what it tells of itself. */
  readonly subject: SubjectName
}

/** Folds the stream into what stories are told from. */
export const storyFactsFold = foldTogether<StoryFactsView>({
  origins: cookieSettersFold,
  kept: keptLinesFold,
  blocked: blockedCookiesFold,
  modes: modeChangesFold,
  subject: partFold(subject),
})
