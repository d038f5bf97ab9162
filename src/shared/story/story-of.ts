import type { ExchangeRecord } from '../folds/exchanges.ts'
import { roleOf } from '../stream/node.ts'
import { broughtIn } from './brought.ts'
import { dataOf } from './data.ts'
import { judgedIn } from './judged.ts'
import { linesSetBy } from './set-lines.ts'
import type { AnswerEnd, Story, StorySubject } from './story.ts'
import { storeCallsOf } from './store-calls.ts'
import type { StorySource } from './story-source.ts'

/**
 * The story of one exchange, from its own facts. It is compared with an earlier answer only where this request brought the
 * very value that that answer set, and then names it.
 */
export const storyOf = (record: ExchangeRecord, source: StorySource): Story => {
  const calls = storeCallsOf(record, source)
  const brought = broughtIn(record, source)
  return {
    exchange: record.id,
    of: subjectOf(record),
    brought,
    judged: judgedIn(record, brought, calls, source),
    data: dataOf(record, brought, calls, source),
    set: linesSetBy(record, brought, source),
    end: endOf(record),
  }
}

const subjectOf = ({ nodes, to, parent }: ExchangeRecord): StorySubject => {
  const role = roleOf(nodes, to)
  if (role === 'store') return { kind: 'store-call', ...(parent === undefined ? {} : { parent }) }
  return { kind: role === 'app' ? 'visit' : 'other' }
}

const endOf = ({ outcome }: ExchangeRecord): AnswerEnd => {
  switch (outcome.state) {
    case 'pending':
      return { state: 'pending' }
    case 'failed':
      return { state: 'failed', problem: outcome.problem }
    case 'answered':
      return { state: 'answered', status: outcome.status }
  }
}
