import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'

/** What a paused timeline goes on showing. */
export interface Frozen {
  readonly exchanges: ExchangesView
  readonly lines: readonly SetCookieLine[]
}

/** A copy that does not grow: the live view's storage does. */
export const freeze = ({ exchanges: { rows, byId }, lines }: Frozen): Frozen => ({
  exchanges: { rows: [...rows], byId: new Map(byId) },
  lines,
})
