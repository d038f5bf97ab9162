import { changedMembers } from '../base/difference.ts'
import type { JsonObject } from '../base/json.ts'
import { isJsonObject } from '../base/parse-json.ts'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import type { Brought, DataStep, ObservedStoreCall } from './story.ts'
import { whyUnknown, type StorySource } from './story-source.ts'

const nothing: JsonObject = {}

/** What was read and written in the course of an exchange, as the application and its store said. */
export const dataOf = (
  { opened, saved, outcome }: ExchangeRecord,
  { session }: Brought,
  calls: readonly ObservedStoreCall[],
  source: StorySource,
): DataStep => {
  if (opened === undefined) {
    const why = whyUnknown(source)
    return why === undefined ? { state: 'none', calls } : { state: 'unknown', why, calls }
  }
  const { mode } = opened
  const before = opened.outcome.state === 'loaded' ? opened.outcome.data : nothing
  if (saved === undefined) return { state: 'read', mode, before, isOver: outcome.state !== 'pending', calls }
  if (saved.data === undefined) return { state: 'emptied', mode, before, calls }
  const unused = opened.outcome.state === 'refused' ? session?.reading.data : undefined
  return {
    state: 'saved',
    mode,
    before,
    after: saved.data,
    changes: changedMembers(before, saved.data),
    ...(isJsonObject(unused) ? { unused } : {}),
    calls,
  }
}
