import type { ExchangeRecord } from '../folds/exchanges.ts'
import type { CookieKind } from '../cookie/readers/cookie-reading.ts'
import type { SessionMode } from '../stream/changes.ts'
import { roleOf } from '../stream/node.ts'
import type { Brought, SessionJudgement, ObservedStoreCall } from './story.ts'
import { whyUnknown, type StorySource } from './story-source.ts'

/** How the application judged what a request brought, as it said itself. */
export const judgedIn = (
  record: ExchangeRecord,
  { session }: Brought,
  calls: readonly ObservedStoreCall[],
  { facts, from }: StorySource,
): SessionJudgement => {
  const { opened } = record
  if (opened === undefined) {
    const why = whyUnknown({ facts, from })
    return why === undefined ? withoutFacts(record, calls) : { state: 'unknown', why }
  }
  const { mode } = opened
  if (opened.outcome.state === 'none') return { state: 'no-cookie', mode, isEmpty: opened.cookie === '' }
  if (opened.outcome.state === 'loaded')
    return { state: 'accepted', mode, isAdopted: mode === 'server-side' && readNothing(calls, opened.cookie) }
  const { reason, detail } = opened.outcome
  const change = facts.modes.lastBefore(opened.sequence)
  const isOfOther = session !== undefined && otherMode[mode] === looksLike[session.reading.kind]
  const switchedAt = isOfOther && change?.to === mode ? change.at : undefined
  return {
    state: 'refused',
    mode,
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(switchedAt === undefined ? {} : { switchedAt }),
  }
}

const otherMode: Readonly<Record<SessionMode, SessionMode>> = {
  'client-side': 'server-side',
  'server-side': 'client-side',
}

const looksLike: Readonly<Record<CookieKind, SessionMode | undefined>> = {
  signed: 'client-side',
  encrypted: 'client-side',
  id: 'server-side',
  plain: undefined,
  opaque: undefined,
}

// The application tells of each session that it opens: where it told of none, there was none, or its store failed it.
const withoutFacts = (
  { outcome, nodes, to }: ExchangeRecord,
  calls: readonly ObservedStoreCall[],
): SessionJudgement => {
  if (roleOf(nodes, to) !== 'app') return { state: 'not-opened' }
  if (outcome.state === 'pending') return { state: 'pending' }
  const failedCall =
    calls.find(({ result }) => result.state === 'failed') ??
    (isServerError(outcome) ? calls.find(({ result }) => result.state === 'pending') : undefined)
  if (failedCall !== undefined) return { state: 'store-failed', call: failedCall }
  return { state: 'not-opened' }
}

const readNothing = (calls: readonly ObservedStoreCall[], id: string | undefined): boolean =>
  calls.findLast(({ deed, key }) => deed === 'read' && key === id)?.value === 'null'

const isServerError = (outcome: ExchangeRecord['outcome']): boolean =>
  outcome.state === 'answered' && outcome.status >= 500
