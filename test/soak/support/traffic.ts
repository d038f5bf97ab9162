import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Ledger, sessionId } from './ledger.ts'

interface Answer {
  readonly status: number
  readonly text: string
  readonly setCookie: string
}

interface TrafficOptions {
  readonly counters: readonly string[]
  readonly kvs: readonly string[]
  readonly visitors?: number
  readonly writers?: number
  /** Bytes of the values that writers set. */
  readonly valueBytes?: number
  /** What is right besides 200, 302 and the announced 503; connections may break where a server itself is killed. */
  readonly mayBreak?: 'nothing' | 'key-value connections'
  /** Whether sessions stay in the store, or at times travel in cookies: then Reset has nothing there to remove. */
  readonly sessions?: 'in the store' | 'here and there'
}

/** Clients that go on until they are told to stop. */
export interface Traffic {
  readonly ledger: Ledger
  /** Resolves when each client has had its last answer. */
  stop(): Promise<void>
}

/** Milliseconds after which an answer of the counter is overdue: its 2 s, and what a machine under load takes besides. */
export const overdue = 6_000

/** Starts many clients. What they are promised goes into the ledger, and what must never be into its `wrong`. */
export const startTraffic = (options: TrafficOptions, ledger = new Ledger()): Traffic => {
  const { visitors = 10, writers = 6 } = options
  const ending = new AbortController()
  const clients = [
    ...Array.from({ length: visitors }, (_, n) => visit(options, ledger, n, ending.signal)),
    ...Array.from({ length: writers }, (_, n) => write(options, ledger, n, ending.signal)),
  ]
  return {
    ledger,
    stop: async () => {
      ending.abort()
      await Promise.all(clients)
    },
  }
}

const chance = (share: number): boolean => Math.random() < share
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T

// People, and scripts too, do something between two requests.
const think = (): Promise<void> => pause(Math.random() * 15)
const afterFailure = (): Promise<void> => pause(60)

const visit = async (
  { counters, sessions = 'in the store' }: TrafficOptions,
  ledger: Ledger,
  visitor: number,
  ending: AbortSignal,
): Promise<void> => {
  const agent = new Agent({ keepAlive: true })
  const headers = (cookie: string): Record<string, string> => ({
    'User-Agent': `visitor-${visitor}`,
    ...(cookie !== '' && { Cookie: cookie }),
  })
  let cookie = ''

  const see = async (): Promise<void> => {
    const sent = cookie
    ledger.visiting(sent)
    const answer = await ask(ledger, agent, oneOf(counters), '/', { headers: headers(sent) }).catch(
      (thrown: unknown) => {
        ledger.accuse(`a visit broke: ${String(thrown)}`)
      },
    )
    if (!answer) return afterFailure()
    const count = /<h1>Count: (\d+)<\/h1>/.exec(answer.text)?.[1]
    if (answer.status === 200 && count !== undefined) {
      cookie = answer.setCookie.split(';')[0] ?? ''
      ledger.visited(sent, Number(count), cookie)
    } else if (isAnnounced(answer)) await afterFailure()
    else ledger.accuse(`a visit was answered ${answer.status}: ${answer.text}`)
  }

  const reset = async (): Promise<void> => {
    const id = sessionId(cookie)
    const account = id === undefined ? undefined : ledger.account(id)
    if (account) account.ended = 'maybe'
    const answer = await ask(ledger, agent, oneOf(counters), '/reset', {
      method: 'POST',
      headers: headers(cookie),
    }).catch((thrown: unknown) => {
      ledger.accuse(`a reset broke: ${String(thrown)}`)
    })
    if (sessions === 'in the store' && answer?.status === 302 && account && answer.setCookie.startsWith('session=;'))
      account.ended = 'yes'
    else if (answer && answer.status !== 302 && !isAnnounced(answer))
      ledger.accuse(`a reset was answered ${answer.status}: ${answer.text}`)
    cookie = ''
  }

  while (!ending.aborted) {
    if (cookie !== '' && chance(0.02)) await reset()
    else if (cookie !== '' && chance(0.2)) await Promise.all([see(), see()])
    else await see()
    await think()
  }
  agent.destroy()
}

// What a visitor is told when the store fails.
const isAnnounced = ({ status, text }: Answer): boolean =>
  status === 503 && /<h1>503 Service Unavailable<\/h1>/.test(text) && text.includes('your session is kept')

const write = async (
  { kvs, valueBytes = 40, mayBreak = 'nothing' }: TrafficOptions,
  ledger: Ledger,
  writer: number,
  ending: AbortSignal,
): Promise<void> => {
  const agent = new Agent({ keepAlive: true })
  const own: string[] = []
  // Nobody else has keys of that name, earlier writers neither.
  const name = `writer-${randomBytes(4).toString('hex')}`
  let made = 0

  const call = async (path: string, method = 'GET', body?: string): Promise<Answer | undefined> => {
    const headers = {
      'User-Agent': `writer-${writer}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    }
    const answer = await ask(ledger, agent, oneOf(kvs), path, {
      method,
      headers,
      ...(body !== undefined && { body }),
    }).catch((thrown: unknown) => {
      if (mayBreak === 'nothing') ledger.accuse(`${method} ${path} broke: ${String(thrown)}`)
    })
    if (answer && answer.status >= 500 && !(answer.status === 503 && 'error' in (JSON.parse(answer.text) as object)))
      ledger.accuse(`${method} ${path} was answered ${answer.status}: ${answer.text}`)
    return answer?.status === 200 ? answer : undefined
  }
  /** An operation that changes a key. One that is not acknowledged may have happened, or may still: the key is left alone then. */
  const change = async (key: string, after: string | null, send: () => Promise<Answer | undefined>): Promise<void> => {
    const before = ledger.keys.get(key) ?? [null]
    ledger.keys.set(key, [...before, after])
    if (await send()) return void ledger.keys.set(key, [after])
    const at = own.indexOf(key)
    if (at >= 0) own.splice(at, 1)
    await afterFailure()
  }
  const set = (key: string): Promise<void> => {
    const value = `${(made += 1)} ${'x'.repeat(valueBytes)}`
    return change(key, value, () => call('/', 'POST', JSON.stringify({ [key]: value })))
  }
  const read = async (key: string): Promise<void> => {
    const answer = await call(`/${key}`)
    const candidates = ledger.keys.get(key) ?? [null]
    const found = answer && valueIn(answer.text, key)
    if (found !== undefined && !candidates.includes(found))
      ledger.accuse(`${key} was read as ${String(found).slice(0, 40)}`)
  }

  while (!ending.aborted) {
    const what = Math.random()
    const key = own.length > 0 ? oneOf(own) : undefined
    if (key === undefined || what < 0.55) {
      const fresh = `${name}-${made}`
      own.push(fresh)
      await set(fresh)
    } else if (what < 0.7) await set(key)
    else if (what < 0.93) await read(key)
    else await change(key, null, () => call(`/${key}`, 'DELETE'))
    await think()
  }
  agent.destroy()
}

/** The value of a key in an answer about it. */
export const valueIn = (text: string, key: string): string | null =>
  (JSON.parse(text) as Record<string, string | null>)[key] ?? null

interface Asked {
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const ask = async (ledger: Ledger, agent: Agent, base: string, path: string, asked: Asked): Promise<Answer> => {
  const began = performance.now()
  const answer = await send(agent, base, path, asked)
  const took = performance.now() - began
  ledger.answered(answer.status, took)
  if (took > overdue) ledger.accuse(`${asked.method ?? 'GET'} ${base}${path.slice(1)} took ${took.toFixed(0)} ms`)
  return answer
}

const send = (agent: Agent, base: string, path: string, { method = 'GET', headers, body }: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(path, base), { method, agent, headers }, (response) => {
      let text = ''
      response
        .setEncoding('utf8')
        .on('data', (piece: string) => (text += piece))
        .on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text, setCookie: response.headers['set-cookie']?.[0] ?? '' })
      })
    })
    sent.on('error', reject).end(body)
  })
