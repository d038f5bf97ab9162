import { blockedCookiesFold } from '../../../shared/folds/blocked-cookies.ts'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { milestonesFold } from '../../../shared/folds/milestones.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import type { TabFeature } from '../../client/feature.ts'
import { exchangeDetailFolds } from '../exchange-detail/exchange-detail-folds.ts'

/** Every exchange on the servers, as it comes. */
export const timelineFeature: TabFeature<'timeline'> = {
  id: 'timeline',
  title: 'Timeline',
  order: 10,
  load: async () => (await import('./timeline-panel.tsx')).TimelinePanel,
  folds: [exchangesFold, blockedCookiesFold, setCookieLinesFold, milestonesFold, ...exchangeDetailFolds],
  reveals: {
    exchange: (exchange, { selection }) => {
      selection.change(exchange)
      return true
    },
  },
}
