import { readSetCookie } from '../cookie/read-set-cookie.ts'
import type { ExchangeOutcome, ExchangeRecord } from '../folds/exchanges.ts'
import { headerValue, headerValues } from '../stream/header-list.ts'
import { answeredValue, readKvRequest } from './kv-request.ts'
import { pageHeading } from './page-heading.ts'
import { isJsonObject, parseJson } from '../base/parse-json.ts'
import { roleOf } from '../stream/node.ts'
import { urlOf } from '../stream/url-of.ts'

/** The gist of an exchange in a few words' worth. */
export type ExchangeSummary =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'keys'; readonly count: number }
  | { readonly kind: 'cookie-cleared'; readonly location?: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'problem'; readonly text: string }

type Answered = Extract<ExchangeOutcome, { state: 'answered' }>

/** Says in short what an exchange brought. */
export const summaryOf = (record: ExchangeRecord): ExchangeSummary => {
  const { outcome } = record
  if (outcome.state === 'pending') return { kind: 'nothing' }
  if (outcome.state === 'failed') return { kind: 'problem', text: outcome.problem }
  return roleOf(record.nodes, record.to) === 'store' ? kvSummary(record, outcome) : pageSummary(record, outcome)
}

const pageSummary = (record: ExchangeRecord, { at, headers, body }: Answered): ExchangeSummary => {
  const location = headerValue(headers, 'Location')
  const url = urlOf(record) ?? new URL('http://localhost/')
  const isCleared = headerValues(headers, 'Set-Cookie').some(
    (line) => readSetCookie(line, { url, at }).verdict.state === 'ended',
  )
  if (isCleared) return { kind: 'cookie-cleared', ...(location === undefined ? {} : { location }) }
  if (location !== undefined) return { kind: 'redirect', location }
  const isPage = headerValue(headers, 'Content-Type')?.startsWith('text/html') === true
  const heading = isPage ? pageHeading(body.text) : undefined
  return heading === undefined ? { kind: 'nothing' } : { kind: 'heading', text: heading }
}

const kvSummary = (record: ExchangeRecord, { status, body }: Answered): ExchangeSummary => {
  if (status >= 400) return problemOf(body.text)
  const request = readKvRequest(record)
  switch (request.verb) {
    case 'list':
      return keysOf(body.text)
    case 'read':
    case 'delete':
      return jsonOf(answeredValue(body.text, request.key))
    case 'write':
      return writtenOf(Object.values(request.values).map((value) => JSON.stringify(value)))
    case 'other':
      return { kind: 'nothing' }
  }
}

const jsonOf = (text: string | undefined): ExchangeSummary =>
  text === undefined ? { kind: 'nothing' } : { kind: 'json', text }

const writtenOf = (values: readonly string[]): ExchangeSummary =>
  values.length === 1 ? jsonOf(values[0]) : { kind: 'keys', count: values.length }

const keysOf = (text: string): ExchangeSummary => {
  const answer = parseJson(text)
  const keys = isJsonObject(answer) ? answer['keys'] : undefined
  return Array.isArray(keys) ? { kind: 'keys', count: keys.length } : { kind: 'nothing' }
}

const problemOf = (text: string): ExchangeSummary => {
  const answer = parseJson(text)
  const problem = isJsonObject(answer) ? answer['error'] : undefined
  return typeof problem === 'string' ? { kind: 'problem', text: problem } : { kind: 'nothing' }
}
