import { present } from '../base/present.ts'
import { failed, success, type Result } from '../base/result.ts'
import { isToken } from '../exchange/http-token.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Fact } from '../stream/observation.ts'
import type { Participant } from '../stream/participant.ts'
import { addressOf, tunnelOf, type HarAddress, type ServerUrls } from './har-address.ts'
import { readDate, readDuration } from './har-date.ts'
import type { HarSkip, Note } from './har-notes.ts'
import { member, itemsOf } from './loose.ts'
import { readOwn, type OwnEntry } from './own-entry.ts'
import { readAnswer, readRequest, type HarAnswer, type HarRequest } from './read-message.ts'

/** One entry of a file, understood. */
export interface HarEntry {
  /** When it began, in milliseconds since 1970; absent where the file does not say it. */
  readonly at?: number
  readonly duration: number
  readonly request: HarRequest
  readonly address: HarAddress
  readonly answer: HarAnswer
  readonly own?: OwnEntry
}

const urlAtMost = 65_536

/** Reads one entry of a file, or says why it cannot be shown. */
export const readHarEntry = (entry: unknown, urls: ServerUrls, note: Note): Result<HarEntry, HarSkip> => {
  const [rawRequest, response] = [member(entry, 'request'), member(entry, 'response')]
  if (!isObject(rawRequest)) return failed('no-request')
  if (!isObject(response)) return failed('no-answer')
  const request = readRequest(rawRequest, note)
  if (!isToken(request.method)) return failed('no-method')
  const own = readOwn(entry)
  const url = request.url.slice(0, urlAtMost)
  const address =
    request.method === 'CONNECT' ? (tunnelOf(url) ?? addressOf(url, urls, own?.to)) : addressOf(url, urls, own?.to)
  if (address === undefined) return failed('no-address')
  if (url !== request.url) note('too-long')
  if (itemsOf(member(entry, '_webSocketMessages')).length > 0)
    note('web-socket', itemsOf(member(entry, '_webSocketMessages')).length)
  if (hasLostSession(entry, own)) note('session')
  const at = readDate(member(entry, 'startedDateTime'))
  if (at === undefined) note('no-date')
  const duration = readDuration(member(entry, 'time'), member(entry, 'timings'))
  const answer = readAnswer(response, entry, note)
  return success({
    ...present({ at }),
    duration,
    request,
    address,
    answer,
    ...present({ own }),
  })
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const hasLostSession = (entry: unknown, own: OwnEntry | undefined): boolean => {
  const written = member(entry, '_sessionscope')
  return (
    (member(written, 'opened') !== undefined && own?.opened === undefined) ||
    (member(written, 'saved') !== undefined && own?.saved === undefined)
  )
}

/**
 * A fact of an exchange, when it was, and where it stood in the stream that a file of the lab's own was written from.
 */
export interface TimedFact {
  readonly at: number
  readonly order: number | undefined
  readonly fact: Fact
}

interface Numbered {
  readonly exchange: ExchangeId
  readonly parent: ExchangeId | undefined
  /** Who asked, where the file does not say it. */
  readonly client: Participant
  readonly at: number
}

/** The facts that an entry stands for. */
export const factsOf = (
  { request, address, answer, own, duration }: HarEntry,
  { exchange, parent, client, at }: Numbered,
): TimedFact[] => {
  const { method, httpVersion, headers, body } = request
  const { opened, saved, order } = own ?? {}
  const requested: Fact = {
    kind: 'exchange.requested',
    exchange,
    // A parent comes before its child in a stream.
    ...(parent === undefined || parent >= exchange ? {} : { parent }),
    from: own?.from ?? client,
    to: address.to,
    method,
    target: own?.target ?? address.target,
    httpVersion,
    headers,
    body,
    ...(own?.connection === undefined ? {} : { connection: own.connection }),
  }
  const ended =
    own?.isPending === true && answer.state === 'failed'
      ? []
      : [{ at: at + duration, order: order?.ended, fact: endOf(answer, exchange, duration) }]
  return [
    { at, order: order?.requested, fact: requested },
    ...(opened === undefined ? [] : [{ at, order: order?.opened, fact: { ...opened, exchange } }]),
    ...(saved === undefined ? [] : [{ at: at + duration, order: order?.saved, fact: { ...saved, exchange } }]),
    ...ended,
  ]
}

const endOf = (answer: HarAnswer, exchange: ExchangeId, duration: number): Fact => {
  if (answer.state === 'failed') return { kind: 'exchange.failed', exchange, problem: answer.problem, duration }
  const { status, reason, httpVersion, headers, body } = answer
  return {
    kind: 'exchange.answered',
    exchange,
    status,
    reason,
    ...(httpVersion === '1.1' ? {} : { httpVersion }),
    headers,
    body,
    duration,
  }
}
