import type { BlockedCookie, BlockedCookies } from '../folds/blocked-cookies.ts'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import type { SessionRefusal } from '../stream/changes.ts'
import type { HandChange } from '../stream/steps.ts'

/** What stands out in an exchange, as the application or the browser said; nothing of it is inferred. */
export type ExchangeMark =
  /** The application did not accept the session cookie of the request. */
  | { readonly kind: 'refused'; readonly reason: SessionRefusal }
  /** The browser refused `Set-Cookie` lines of the answer. */
  | { readonly kind: 'not-kept'; readonly cookies: readonly BlockedCookie[] }
  /** The browser did not send cookies along that it has. */
  | { readonly kind: 'held-back'; readonly cookies: readonly BlockedCookie[] }
  /** The request brought no session cookie, and the application began a new session. */
  | { readonly kind: 'new-visitor' }
  /** Somebody changed, cut off or delayed its messages while they were held. */
  | { readonly kind: 'changed-by-hand'; readonly changes: readonly HandChange[] }

/** How each is called, in the row and in a filter. */
export const markNames: Readonly<Record<ExchangeMark['kind'], string>> = {
  refused: 'cookie refused',
  'not-kept': 'not kept',
  'held-back': 'held back',
  'new-visitor': 'new visitor',
  'changed-by-hand': 'changed by hand',
}

const none: readonly ExchangeMark[] = []

/** The marks of an exchange, in the order in which what they tell of happened. */
export const marksOf = (
  record: Pick<ExchangeRecord, 'opened' | 'saved' | 'changedByHand'>,
  blocked: BlockedCookies | undefined,
): readonly ExchangeMark[] => {
  const { changedByHand = [] } = record
  if (record.opened === undefined && blocked === undefined && changedByHand.length === 0) return none
  const marks: ExchangeMark[] = []
  if (blocked !== undefined && blocked.heldBack.length > 0) marks.push({ kind: 'held-back', cookies: blocked.heldBack })
  const outcome = record.opened?.outcome
  if (outcome?.state === 'refused') marks.push({ kind: 'refused', reason: outcome.reason })
  if (isNewVisitor(record)) marks.push({ kind: 'new-visitor' })
  if (changedByHand.length > 0) marks.push({ kind: 'changed-by-hand', changes: changedByHand })
  if (blocked !== undefined && blocked.notKept.length > 0) marks.push({ kind: 'not-kept', cookies: blocked.notKept })
  return marks.length === 0 ? none : marks
}

// What was read off the wire does not say what the application made of it.
const isNewVisitor = ({ opened, saved }: Pick<ExchangeRecord, 'opened' | 'saved'>): boolean =>
  opened?.outcome.state === 'none' &&
  opened.cookie === undefined &&
  opened.source === 'app' &&
  saved?.data !== undefined &&
  saved.source === 'app'
