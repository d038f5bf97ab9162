import type { BlockedCookiesView } from '../../../shared/folds/blocked-cookies.ts'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { MilestonesView } from '../../../shared/folds/milestones.ts'
import type { SetCookieLinesView } from '../../../shared/folds/set-cookie-lines.ts'

/** What a timeline shows. */
export interface ShownRows extends SetCookieLinesView, MilestonesView {
  readonly exchanges: ExchangesView
  readonly blocked: BlockedCookiesView
}

/** A copy that does not grow, for a paused timeline: the live views' storage does. */
export const freeze = ({
  exchanges: { rows, byId },
  blocked: { byExchange },
  lines,
  milestones,
}: ShownRows): ShownRows => ({
  exchanges: { rows: [...rows], byId: new Map(byId) },
  blocked: { byExchange: new Map(byExchange) },
  lines,
  milestones,
})
