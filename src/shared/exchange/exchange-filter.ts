import type { BlockedCookies } from '../folds/blocked-cookies.ts'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import { participantLabel } from '../stream/node.ts'
import { askerLabel } from './asker-label.ts'
import { markNames, marksOf } from './exchange-marks.ts'

const fields = ['who', 'to', 'method', 'path', 'status'] as const
type Field = (typeof fields)[number]

/** One word of a filter: a text anywhere in the exchange, or at the start of one of its fields (`status:5`). */
type Term = { readonly field: 'any' | Field; readonly text: string }

/** Words that must all be found. */
export type ExchangeFilter = readonly Term[]

// The name of a mark is one word, though it is written in two.
const words = new RegExp([...Object.values(markNames).filter((name) => name.includes(' ')), '\\S+'].join('|'), 'g')

/** Reads a filter as typed: words, each perhaps with a field before a colon (`status:500 who:httpie`), and names of marks. */
export const parseExchangeFilter = (typed: string): ExchangeFilter =>
  (typed.toLowerCase().match(words) ?? []).map(parseTerm)

const parseTerm = (word: string): Term => {
  const field = fields.find((name) => word.startsWith(`${name}:`))
  return field === undefined ? { field: 'any', text: word } : { field, text: word.slice(field.length + 1) }
}

/** Whether an exchange is one that the filter asks for, by what its browser blocked, too; an empty filter asks for all. */
export const matchesFilter = (filter: ExchangeFilter, record: ExchangeRecord, blocked?: BlockedCookies): boolean =>
  filter.every(({ field, text }) =>
    field === 'any'
      ? searchTextOf(record).includes(text) || isMarked(record, blocked, text)
      : fieldMatches(record, field, text),
  )

const isMarked = (record: ExchangeRecord, blocked: BlockedCookies | undefined, text: string): boolean =>
  marksOf(record, blocked).some(({ kind }) => markNames[kind].includes(text))

const fieldMatches = (record: ExchangeRecord, field: Field, text: string): boolean => {
  switch (field) {
    case 'who':
      return askerLabel(record).toLowerCase().includes(text)
    case 'to':
      return record.to === text || participantLabel(record.to, record.nodes).includes(text)
    case 'method':
      return record.method.toLowerCase().startsWith(text)
    case 'path':
      return record.target.toLowerCase().includes(text)
    case 'status':
      return statusText(record).startsWith(text)
  }
}

const statusText = ({ outcome }: ExchangeRecord): string =>
  outcome.state === 'answered' ? String(outcome.status) : outcome.state

// Built once a record: records never change, they are replaced.
const searchTexts = new WeakMap<ExchangeRecord, string>()

const searchTextOf = (record: ExchangeRecord): string => {
  const known = searchTexts.get(record)
  if (known !== undefined) return known
  const answer = record.outcome.state === 'answered' ? record.outcome.headers : []
  const headers = [...record.headers, ...answer].map(([name, value]) => `${name}: ${value}`)
  const first = [askerLabel(record), record.method, record.target, statusText(record)].join(' ')
  const text = [first, ...headers].join('\n').toLowerCase()
  searchTexts.set(record, text)
  return text
}
