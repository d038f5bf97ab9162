import { matchesFilter, parseExchangeFilter } from '../../../shared/exchange/exchange-filter.ts'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'

/** The rows that a filter, as typed, asks for. */
export const filterRows = ({ rows, byId }: ExchangesView, typed: string): readonly ExchangeId[] => {
  const filter = parseExchangeFilter(typed)
  if (filter.length === 0) return rows
  return rows.filter((id) => {
    const record = byId.get(id)
    return record !== undefined && matchesFilter(filter, record)
  })
}
