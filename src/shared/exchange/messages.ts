import type { ExchangeRecord, ExchangesView } from '../folds/exchanges.ts'
import { headerValue, type HeaderList } from '../stream/header-list.ts'
import type { Participant } from '../stream/participant.ts'

/** The two halves of an exchange. */
export type Phase = 'request' | 'answer'

/** One message as it went over the wire; an answer that never came is a message that failed. */
export interface Message {
  /** `12 request` or `12 answer`: what names the message among all others. */
  readonly key: string
  readonly record: ExchangeRecord
  readonly phase: Phase
  readonly from: Participant
  readonly to: Participant
  /** Of the observation, by which messages stand in their true order. */
  readonly sequence: number
  readonly isFailed: boolean
}

/** What names a message. */
export const messageKey = (exchange: number, phase: Phase): string => `${exchange} ${phase}`

/** The messages of the newest `exchangesAtMost` exchanges in the order in which they were sent, and how many exchanges are older. */
export const messagesOf = (
  { rows, byId }: ExchangesView,
  exchangesAtMost: number,
): { messages: Message[]; older: number } => {
  const newest = rows.slice(-exchangesAtMost)
  const messages = newest.flatMap((id) => {
    const record = byId.get(id)
    return record === undefined ? [] : messagesOfExchange(record)
  })
  messages.sort((one, other) => one.sequence - other.sequence)
  return { messages, older: rows.length - newest.length }
}

/** The messages of one exchange: its request and, once there is one, its answer. */
export const messagesOfExchange = (record: ExchangeRecord): Message[] => {
  const { id, from, to, sequence, outcome } = record
  const request: Message = {
    key: messageKey(id, 'request'),
    record,
    phase: 'request',
    from,
    to,
    sequence,
    isFailed: false,
  }
  if (outcome.state === 'pending') return [request]
  const isFailed = outcome.state === 'failed'
  return [
    request,
    {
      key: messageKey(id, 'answer'),
      record,
      phase: 'answer',
      from: to,
      to: from,
      sequence: outcome.sequence,
      isFailed,
    },
  ]
}

/** The header of a message that carries a cookie, if it has one: `Cookie` of a request, `Set-Cookie` of an answer. */
export const cookieHeader = ({ phase, record }: Pick<Message, 'phase' | 'record'>): string | undefined =>
  headerValue(headersOf(phase, record), phase === 'request' ? 'Cookie' : 'Set-Cookie')

const headersOf = (phase: Phase, { headers, outcome }: ExchangeRecord): HeaderList => {
  if (phase === 'request') return headers
  return outcome.state === 'answered' ? outcome.headers : []
}
