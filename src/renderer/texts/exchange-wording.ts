import type { ExchangeSummary } from '../../shared/exchange/exchange-summary.ts'
import type { ExchangeOutcome } from '../../shared/folds/exchanges.ts'
import { plural } from './wording.ts'

/** The gist of an exchange. */
export const summaryText = (gist: ExchangeSummary): string => {
  switch (gist.kind) {
    case 'nothing':
      return ''
    case 'heading':
    case 'json':
    case 'problem':
      return gist.text
    case 'keys':
      return plural(gist.count, 'key')
    case 'cookie-cleared':
      return gist.location === undefined ? 'cookie cleared' : `cookie cleared → ${gist.location}`
    case 'redirect':
      return `→ ${gist.location}`
  }
}

/** How an exchange stands. */
export const statusText = (outcome: ExchangeOutcome): string => {
  switch (outcome.state) {
    case 'pending':
      return '…'
    case 'answered':
      return String(outcome.status)
    case 'failed':
      return 'failed'
  }
}
