import { expect } from '@playwright/test'
import { ask } from '../../e2e/support/raw-request.ts'
import type { Ledger } from './ledger.ts'
import { valueIn } from './traffic.ts'

/** What came of the comparison of a ledger with a store. */
export interface Reckoning {
  /** Keys whose every operation was acknowledged, and those of which one was not. */
  readonly certainKeys: number
  readonly uncertainKeys: number
  readonly sessions: number
  readonly acknowledged: number
  readonly stored: number
  readonly sent: number
}

const readAtOnce = 32

/** Compares what was promised with what is stored, and fails when a promise was broken. */
export const reckon = async (ledger: Ledger, kv: string): Promise<Reckoning> => {
  const lost: string[] = []
  const read = async (key: string): Promise<string> => {
    const { status, text } = await ask(kv, `/${key}`)
    // Not by `expect`, which takes some milliseconds; there are tens of thousands of keys.
    if (status !== 200) throw new Error(`${key} was answered ${status}: ${text}`)
    return text
  }
  const look = async ([key, candidates]: readonly [string, readonly (string | null)[]]): Promise<void> => {
    const found = valueIn(await read(key), key)
    if (!candidates.includes(found))
      lost.push(
        `${key} is ${String(found).slice(0, 40)}, not ${candidates.map((one) => String(one).slice(0, 40)).join(' or ')}`,
      )
  }
  const keys = [...ledger.keys]
  for (let from = 0; from < keys.length; from += readAtOnce)
    await Promise.all(keys.slice(from, from + readAtOnce).map(look))
  let [acknowledged, stored, sent] = [0, 0, 0]
  for (const [id, account] of ledger.sessions) {
    const entry = (JSON.parse(await read(id)) as Record<string, { count: number } | null>)[id]
    if (account.ended === 'yes' && entry) lost.push(`session ${id} was reset and is there`)
    if (account.ended !== 'no') continue
    const count = entry?.count ?? 0
    const highest = Math.max(0, ...account.shown)
    if (account.shown.length > count || highest > count || count > account.sent)
      lost.push(
        `session ${id}: ${account.shown.length} acknowledged, ${highest} shown, ${count} stored, ${account.sent} sent`,
      )
    acknowledged += account.shown.length
    stored += count
    sent += account.sent
  }
  expect({ lost, wrong: ledger.wrong }).toEqual({ lost: [], wrong: [] })
  const certainKeys = [...ledger.keys.values()].filter(({ length }) => length === 1).length
  return {
    certainKeys,
    uncertainKeys: ledger.keys.size - certainKeys,
    sessions: ledger.sessions.size,
    acknowledged,
    stored,
    sent,
  }
}

/** The ledger and its comparison as a table. */
export const reckoningTable = (
  ledger: Ledger,
  { certainKeys, uncertainKeys, sessions, acknowledged, stored, sent }: Reckoning,
) => {
  const number = (value: number): string => value.toLocaleString('en-US')
  return {
    head: ['found', ''],
    rows: [
      ['requests answered', number(ledger.total())],
      ['of them 503, as announced', number(ledger.count(503))],
      ['any other 5xx, any answer that was overdue or wrong', number(ledger.wrong.length)],
      ['slowest answer', `${(ledger.slowest / 1000).toFixed(2)} s`],
      ['keys of which everything was acknowledged, all as acknowledged', number(certainKeys)],
      ['keys of which something was not acknowledged, all as before or after', number(uncertainKeys)],
      ['sessions in the store', number(sessions)],
      ['counts acknowledged ≤ stored ≤ sent', `${number(acknowledged)} ≤ ${number(stored)} ≤ ${number(sent)}`],
      ...(ledger.signedVisits > 0
        ? [['visits with a signed cookie, each one more than the last', number(ledger.signedVisits)]]
        : []),
    ],
  }
}
