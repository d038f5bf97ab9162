import { matchesFilter, parseExchangeFilter } from '../../../shared/exchange/exchange-filter.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { ShownRows } from './frozen.ts'

type Filtered = Pick<ShownRows, 'exchanges' | 'blocked'>

/** The rows that a filter, as typed, asks for. */
export const filterRows = (shown: Filtered, typed: string): readonly ExchangeId[] => {
  const isWanted = wantedBy(shown, typed)
  return isWanted === undefined ? shown.exchanges.rows : shown.exchanges.rows.filter(isWanted)
}

/** The Set-Cookie lines of the exchanges that a filter, as typed, asks for. */
export const filterLines = (
  shown: Filtered,
  lines: readonly SetCookieLine[],
  typed: string,
): readonly SetCookieLine[] => {
  const isWanted = wantedBy(shown, typed)
  return isWanted === undefined ? lines : lines.filter(({ exchange }) => isWanted(exchange))
}

// Undefined where all are.
const wantedBy = ({ exchanges: { byId }, blocked }: Filtered, typed: string) => {
  const filter = parseExchangeFilter(typed)
  if (filter.length === 0) return undefined
  return (id: ExchangeId): boolean => {
    const record = byId.get(id)
    return record !== undefined && matchesFilter(filter, record, blocked.byExchange.get(id))
  }
}
