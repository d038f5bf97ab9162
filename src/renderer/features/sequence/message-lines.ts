import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { headerValue, headerValues } from '../../../shared/stream/header-list.ts'
import type { Body } from '../../../shared/stream/body.ts'
import { roleOf } from '../../../shared/stream/node.ts'
import { summaryOf } from '../../../shared/exchange/exchange-summary.ts'
import type { Message } from '../../../shared/exchange/messages.ts'
import { summaryText } from '../../texts/exchange-wording.ts'
import { handTexts } from './hand-texts.ts'

/** What stands over an arrow, in full: the line that says most, and what it carries. */
export interface MessageLines {
  readonly label: string
  readonly notes: readonly string[]
  /** What was done to it by hand. */
  readonly byHand: string | undefined
}

const cache = new WeakMap<ExchangeRecord, { request?: MessageLines; answer?: MessageLines }>()

/** The lines of a message. They are put together once a record: records do not change. */
export const messageLines = (message: Message): MessageLines => {
  const { record, phase } = message
  const known = cache.get(record) ?? {}
  const lines = known[phase] ?? linesOf(message)
  cache.set(record, { ...known, [phase]: lines })
  return lines
}

const linesOf = ({ phase, record }: Message): MessageLines => {
  const byHand = record.changedByHand?.find((change) => change.phase === phase)
  const said = phase === 'request' ? requestLines(record) : answerLines(record)
  return { ...said, byHand: byHand && handTexts.deed(byHand) }
}

type Said = Omit<MessageLines, 'byHand'>

// What a store is asked depends on, too (RFC 9110 §13.1).
const conditions = ['If-Match', 'If-None-Match']

const requestLines = ({ method, target, headers, body }: ExchangeRecord): Said => ({
  label: [`${method} ${target}`, ...conditions.flatMap((name) => named(name, headerValue(headers, name)))].join(', '),
  notes: [...headerValues(headers, 'Cookie').map((value) => `Cookie: ${value}`), ...bodyLine(body)],
})

const answerLines = (record: ExchangeRecord): Said => {
  const { outcome } = record
  if (outcome.state === 'pending') return { label: '', notes: [] }
  if (outcome.state === 'failed') return { label: handTexts.noAnswer(outcome.problem), notes: [] }
  const { status, headers, body } = outcome
  // One that is held, and of which nothing is known before it is sent.
  if (status === 0) return { label: handTexts.answer, notes: [] }
  if (roleOf(record.nodes, record.to) === 'store')
    return {
      label: [String(status), ...named('ETag', headerValue(headers, 'ETag'))].join(', '),
      notes: bodyLine(body),
    }
  const gist = summaryText(summaryOf(record))
  return {
    label: gist === '' ? String(status) : `${status}, ${gist}`,
    notes: headerValues(headers, 'Set-Cookie').map((line) => `Set-Cookie: ${line}`),
  }
}

const named = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`${name}: ${value}`])

const bodyLine = ({ encoding, text, bytes }: Body): string[] => {
  if (bytes === 0) return []
  return [encoding === 'utf8' ? text.replaceAll(/\s*\n\s*/g, ' ') : handTexts.noText(bytes)]
}
