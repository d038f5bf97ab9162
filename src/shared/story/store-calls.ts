import { answeredValue, readKvRequest } from '../exchange/kv-request.ts'
import type { ExchangeOutcome, ExchangeRecord } from '../folds/exchanges.ts'
import { roleOf } from '../stream/node.ts'
import type { ObservedStoreCall } from './story.ts'
import type { StorySource } from './story-source.ts'

/** The calls of the store in the course of an exchange, in their order; of a store call itself that one. */
export const storeCallsOf = (
  record: ExchangeRecord,
  { byId }: Pick<StorySource, 'byId'>,
): readonly ObservedStoreCall[] => {
  const calls =
    roleOf(record.nodes, record.to) === 'store' ? [record] : record.children.flatMap((id) => byId.get(id) ?? [])
  return calls.filter(({ nodes, to }) => roleOf(nodes, to) === 'store').map(storeCall)
}

const storeCall = (call: ExchangeRecord): ObservedStoreCall => {
  const { id: exchange, outcome } = call
  const request = readKvRequest(call)
  const result = resultOf(outcome)
  switch (request.verb) {
    case 'read': {
      const value = outcome.state === 'answered' ? answeredValue(outcome.body.text, request.key) : undefined
      return { exchange, deed: 'read', key: request.key, ...(value === undefined ? {} : { value }), result }
    }
    case 'write': {
      const [[key, value] = [undefined, undefined], ...more] = Object.entries(request.values)
      if (key === undefined || more.length > 0) return { exchange, deed: 'other', result }
      return { exchange, deed: 'wrote', key, value: JSON.stringify(value), result }
    }
    case 'delete':
      return { exchange, deed: 'deleted', key: request.key, result }
    case 'list':
    case 'other':
      return { exchange, deed: 'other', result }
  }
}

const resultOf = (outcome: ExchangeOutcome): ObservedStoreCall['result'] => {
  if (outcome.state === 'pending') return { state: 'pending' }
  if (outcome.state === 'failed') return { state: 'failed', problem: outcome.problem }
  if (outcome.status === 412) return { state: 'conflict' }
  return outcome.status < 400
    ? { state: 'done' }
    : { state: 'failed', problem: `${outcome.status} ${outcome.reason}`.trim() }
}
