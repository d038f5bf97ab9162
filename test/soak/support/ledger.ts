import { isUuid } from '../../../src/shared/base/uuid.ts'

/** What may be stored under a key: one value for what was acknowledged, several once an operation on it was not. */
type Candidates = readonly (string | null)[]

/** What is known of one session that lives in the store. */
interface SessionAccount {
  sent: number
  shown: number[]
  /** It was reset: acknowledged, or perhaps. */
  ended: 'no' | 'yes' | 'maybe'
}

/** What clients were promised, to be compared with what is there. */
export class Ledger {
  readonly keys = new Map<string, Candidates>()
  readonly sessions = new Map<string, SessionAccount>()
  readonly wrong: string[] = []
  readonly statuses = new Map<number, number>()
  /** Milliseconds that the slowest answer took. */
  slowest = 0
  signedVisits = 0

  answered(status: number, took: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
    this.slowest = Math.max(this.slowest, took)
  }

  count(status: number): number {
    return this.statuses.get(status) ?? 0
  }

  total(): number {
    return [...this.statuses.values()].reduce((sum, count) => sum + count, 0)
  }

  accuse(what: string): void {
    if (this.wrong.length < 20) this.wrong.push(what)
  }

  /** A visit is sent with a cookie. */
  visiting(cookie: string): void {
    const id = sessionId(cookie)
    if (id !== undefined) this.account(id).sent += 1
  }

  /** A visit with a cookie was acknowledged: its page showed a count and set a cookie. */
  visited(sent: string, count: number, received: string): void {
    const id = sessionId(received)
    if (id === undefined) return this.#signed(sent, count, received)
    const account = this.account(id)
    if (sent !== received) account.sent += 1
    if (account.shown.includes(count)) this.accuse(`session ${id} showed ${count} twice`)
    account.shown.push(count)
  }

  // In a signed cookie the count is one more than in the one that was sent, if that was a signed one too.
  #signed(sent: string, count: number, received: string): void {
    this.signedVisits += 1
    const before = countIn(sent)
    if (before !== undefined && count !== before + 1)
      this.accuse(`a signed cookie of ${before} was answered with ${count}`)
    if (countIn(received) !== count) this.accuse(`the page said ${count}, the cookie ${String(countIn(received))}`)
  }

  account(id: string): SessionAccount {
    const known = this.sessions.get(id) ?? { sent: 0, shown: [], ended: 'no' }
    this.sessions.set(id, known)
    return known
  }
}

/** The id in a cookie of a session that lives in the store. */
export const sessionId = (cookie: string): string | undefined => {
  const value = cookie.slice(cookie.indexOf('=') + 1)
  return isUuid(value) ? value : undefined
}

const countIn = (cookie: string): number | undefined => {
  const [payload = '', ...rest] = cookie.slice(cookie.indexOf('=') + 1).split('.')
  if (rest.length !== 2) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return typeof parsed === 'object' && parsed !== null && 'count' in parsed ? Number(parsed.count) : undefined
  } catch {
    return undefined
  }
}
