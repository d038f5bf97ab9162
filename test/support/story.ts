import { Buffer } from 'node:buffer'
import { lessonRecordFold, type LessonRecord } from '../../src/shared/course/record.ts'
import { foldAll } from '../../src/shared/stream/fold.ts'
import { emptyBaseline } from '../../src/shared/stream/baseline/baseline.ts'
import type { Json, JsonObject } from '../../src/shared/base/json.ts'
import type { ExchangeId, SessionRefusal } from '../../src/shared/stream/changes.ts'
import type { Fact, FactOf, Observation } from '../../src/shared/stream/observation.ts'
import type { Participant } from '../../src/shared/stream/participant.ts'
import type { PublicSettings } from '../../src/shared/stream/settings.ts'
import { answered, began, opened, requested, saved, stamped, utf8 } from './observations.ts'

interface PageOptions {
  readonly from?: Participant
  /** The cookie that came along, and what was made of it. */
  readonly brought?: string
  readonly refused?: SessionRefusal
  readonly count: number
  /** The cookie that is set. */
  readonly sets: string
  /** What the session held when it was opened; one less than the count unless told. */
  readonly held?: JsonObject
  readonly target?: string
  /** Of the cookie that is set. */
  readonly attributes?: string
  /** Calls of the key-value service in its course. */
  readonly calls?: number
}

interface CallOptions {
  readonly from?: Participant
  readonly status?: number
  readonly sends?: Json
  /** A body that is no JSON. */
  readonly form?: string
  readonly brings?: string
}

interface ResetOptions {
  readonly from?: Participant
  readonly brought?: string
  /** The count in the session that was brought. */
  readonly count?: number
  /** Of the page whose form it was. */
  readonly origin?: string
}

/** Who is in the stories: two visitors, and one who means no good, each with a browser of the lab. */
export const alice = 'browser-a'
export const bob = 'browser-b'
export const mallory = 'browser-b'

interface SignedOptions {
  /** Tells cookies of one count apart: the signature is another one. */
  readonly mark?: string
  /** How long before the story begins it was signed. */
  readonly secondsAgo?: number
}

/** A signed cookie as it looks, for a count. */
export const signed = (count: number, how: string | SignedOptions = {}): string => {
  const { mark = '', secondsAgo = 0 } = typeof how === 'string' ? { mark: how } : how
  const time = Buffer.alloc(4)
  time.writeUInt32BE(storyBegins - secondsAgo)
  const signature = `${mark}signature-${count}`.padEnd(27, 'x')
  return [Buffer.from(JSON.stringify({ count })).toString('base64url'), time.toString('base64url'), signature].join('.')
}

// In seconds since 1970.
const storyBegins = 1_700_000_000

const cookieHeader = (value: string | undefined): Pick<FactOf<'exchange.requested'>, 'headers'> => ({
  headers: value === undefined ? [] : [['Cookie', `session=${value}`]],
})

/** Tells a log as a series of small scenes, numbered as the lab numbers exchanges. */
export class Story {
  readonly #facts: Fact[] = [began()]
  #exchange: ExchangeId = 0
  #settings: PublicSettings = emptyBaseline.settings

  set(change: Partial<PublicSettings>): this {
    this.#settings = { ...this.#settings, ...change }
    this.#facts.push({ kind: 'settings.changed', settings: this.#settings, problems: [] })
    return this
  }

  /** A page of the counter. */
  page({
    from = 'browser-a',
    brought,
    refused,
    count,
    sets,
    held = { count: count - 1 },
    target = '/',
    attributes = 'HttpOnly; Path=/',
    calls = 0,
  }: PageOptions): this {
    const exchange = (this.#exchange += 1)
    const mode = this.#settings.USE_SESSION_STORE ? 'server-side' : 'client-side'
    const outcome =
      brought === undefined
        ? ({ state: 'none' } as const)
        : refused === undefined
          ? ({ state: 'loaded', data: held } as const)
          : ({ state: 'refused', reason: refused } as const)
    this.#facts.push(
      requested({ exchange, from, target, ...cookieHeader(brought) }),
      opened({ exchange, mode, outcome, ...(brought === undefined ? {} : { cookie: brought, id: brought }) }),
    )
    for (let call = 0; call < calls; call += 1) {
      const child = (this.#exchange += 1)
      this.#facts.push(
        requested({ exchange: child, parent: exchange, from: 'counter', to: 'kv' }),
        answered({ exchange: child }),
      )
    }
    this.#facts.push(
      saved({ exchange, mode, data: { count }, setCookie: `session=${sets}; ${attributes}`, id: sets }),
      answered({
        exchange,
        headers: [['Set-Cookie', `session=${sets}; ${attributes}`]],
        body: utf8(`<h1>Count: ${count}</h1>`),
      }),
    )
    return this
  }

  /** Pages that were asked for at the same moment, by the counts that they show. */
  atOnce(counts: readonly number[], id: string): this {
    const pages = counts.map((count) => ({ count, exchange: (this.#exchange += 1) }))
    const setCookie = `session=${id}; HttpOnly; Path=/`
    for (const { exchange, count } of pages) {
      this.#facts.push(
        requested({ exchange, from: 'client:Experiment', ...cookieHeader(id) }),
        opened({ exchange, cookie: id, id, outcome: { state: 'loaded', data: { count: count - 1 } } }),
      )
    }
    for (const { exchange, count } of pages) {
      this.#facts.push(
        saved({ exchange, data: { count }, setCookie, id }),
        answered({ exchange, headers: [['Set-Cookie', setCookie]], body: utf8(`<h1>Count: ${count}</h1>`) }),
      )
    }
    return this
  }

  /** A counter that fails. */
  failing(status: number, text: string, brought?: string): this {
    const exchange = (this.#exchange += 1)
    this.#facts.push(
      requested({ exchange, ...cookieHeader(brought) }),
      answered({ exchange, status, body: utf8(`<h1>It failed</h1>\n<p>${text}</p>`) }),
    )
    return this
  }

  reset({ from = 'browser-a', brought, count = 1, origin }: ResetOptions): this {
    const exchange = (this.#exchange += 1)
    const mode = this.#settings.USE_SESSION_STORE ? 'server-side' : 'client-side'
    const setCookie = 'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'
    this.#facts.push(
      requested({
        exchange,
        from,
        method: 'POST',
        target: '/reset',
        headers: [['Host', 'localhost:5000'], ...(origin === undefined ? [] : [['Origin', origin] as const])],
      }),
      opened({
        exchange,
        mode,
        outcome: brought === undefined ? { state: 'none' } : { state: 'loaded', data: { count } },
        ...(brought === undefined ? {} : { cookie: brought, id: brought }),
      }),
      saved({ exchange, mode, setCookie }),
      answered({
        exchange,
        status: 302,
        headers: [
          ['Location', '/'],
          ['Set-Cookie', setCookie],
        ],
      }),
    )
    return this
  }

  /** A request to the key-value service. */
  call(
    method: string,
    target: string,
    answer: JsonObject,
    { from = 'client:HTTPie 3.2.1', status = 200, sends, form, brings }: CallOptions = {},
  ): this {
    const exchange = (this.#exchange += 1)
    this.#facts.push(
      requested({
        exchange,
        from,
        to: 'kv',
        method,
        target,
        ...cookieHeader(brings),
        ...(sends === undefined && form === undefined ? {} : { body: utf8(form ?? JSON.stringify(sends)) }),
      }),
      answered({ exchange, status, body: utf8(JSON.stringify(answer)) }),
    )
    return this
  }

  tell(...facts: readonly Fact[]): this {
    this.#facts.push(...facts)
    return this
  }

  get observations(): Observation[] {
    return stamped(this.#facts)
  }

  /** What was told so far, before it is stamped. */
  get facts(): readonly Fact[] {
    return this.#facts
  }

  get record(): LessonRecord {
    return foldAll(lessonRecordFold, this.observations)
  }
}
