import type { ExchangeId } from '../../shared/stream/observation.ts'
import { usePreferences } from './use-preferences.ts'
import { useSelection } from './selection.ts'

/** Shows an exchange in the Timeline, wherever the panel is. */
export const useShowExchange = (): ((exchange: ExchangeId) => void) => {
  const [, change] = usePreferences()
  const { select } = useSelection()
  return (exchange) => {
    select(exchange)
    change({ tab: 'timeline' })
  }
}
