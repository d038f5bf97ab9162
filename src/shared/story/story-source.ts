import type { ExchangesView } from '../folds/exchanges.ts'
import type { WhyUnknown } from './story.ts'
import type { StoryFactsView } from './story-facts.ts'

/** What a story is told from. */
export interface StorySource extends Pick<ExchangesView, 'byId'> {
  readonly facts: StoryFactsView
  /** Whether the lab observed it, or it is from a file that tells of requests and answers alone. */
  readonly from: 'lab' | 'file'
}

/** Why nobody says what became of sessions, where the application does not. */
export const whyUnknown = ({ facts, from }: Pick<StorySource, 'facts' | 'from'>): WhyUnknown | undefined => {
  if (from === 'file') return 'file'
  return facts.subject.capabilities.sessionFacts ? undefined : 'wire'
}
