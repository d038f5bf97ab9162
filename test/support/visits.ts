import { time } from '../../src/renderer/texts/wording.ts'
import { defaultSettings, publicSettings } from '../../src/shared/stream/settings.ts'
import type { JsonObject } from '../../src/shared/base/json.ts'
import type { SessionMode, SessionRefusal } from '../../src/shared/stream/changes.ts'
import type { Fact } from '../../src/shared/stream/observation.ts'
import type { BrowserId, Participant } from '../../src/shared/stream/participant.ts'
import { answered, opened, requested, saved, utf8 } from './observations.ts'
import type { ToldStory } from './told-story.ts'

// Two real cookies of the counter's, and two ids.
export const one = 'eyJjb3VudCI6MX0.aw2bPQ.0kMFY1sO7XDoPdFRIqoHzTFJRnE'
export const two = 'eyJjb3VudCI6Mn0.aw2bPQ.-TrLEu2nJyTmxH7V-8FagIT_Nqk'
export const three = 'eyJjb3VudCI6M30.aw2bPg.JmPd0l8tVEvA0WYyj0k8EoF1x2c'
export const idOne = '828461d4-6ce1-4fec-ab83-7da78d0372b6'
export const idTwo = 'e8188387-89ee-4709-8273-1543efb99453'

// All of a stream happens within one second.
export const switched = time.format(1_700_000_000_000)

/** What happens in a request to the counter. */
interface Visit {
  readonly from?: Participant
  readonly mode?: SessionMode
  /** The value of the session cookie that it carries. */
  readonly brings?: string
  readonly refused?: SessionRefusal
  readonly detail?: string
  /** What was in the session; undefined for a visitor without one. */
  readonly before?: JsonObject
  /** What is saved; null where the session is emptied. */
  readonly after?: JsonObject | null
  /** The value of the cookie that is set. */
  readonly gives?: string
  /** Attributes of the line that is set. */
  readonly attributes?: string
  readonly more?: readonly string[]
  /** Facts in the course of it: store calls. */
  readonly calls?: readonly Fact[]
}

const expired = 'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'

/** The facts of a request to the counter, as the counter and its tap tell of it. */
export const visit = (exchange: number, visited: Visit): Fact[] => {
  const { from = 'browser-a', mode = 'client-side', brings, calls = [] } = visited
  const { refused, detail, before, after, gives, attributes = 'HttpOnly; Path=/', more = [] } = visited
  const setCookie = after === null ? expired : `session=${gives ?? ''}; ${attributes}`
  const lines = [...(after === undefined ? [] : [setCookie]), ...more]
  return [
    requested({
      exchange,
      from,
      headers: [
        ['Host', 'localhost:5000'],
        ...(brings === undefined ? [] : [['Cookie', `session=${brings}`] as const]),
      ],
    }),
    ...(mode === 'client-side' ? [] : calls.slice(0, 2)),
    opened({
      exchange,
      mode,
      ...(brings === undefined ? {} : { cookie: brings }),
      outcome:
        refused !== undefined
          ? { state: 'refused', reason: refused, ...(detail === undefined ? {} : { detail }) }
          : before === undefined
            ? { state: 'none' }
            : { state: 'loaded', data: before },
    }),
    ...(mode === 'client-side' ? calls : calls.slice(2)),
    ...(after === undefined
      ? []
      : [
          saved({
            exchange,
            mode,
            setCookie,
            ...(after === null ? {} : { data: after }),
            ...(mode === 'server-side' && gives !== undefined ? { id: gives } : {}),
          }),
        ]),
    answered({ exchange, headers: lines.map((line) => ['Set-Cookie', line] as const) }),
  ]
}

export const read = (exchange: number, parent: number, key: string, value: string): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', target: `/${key}` }),
  answered({ exchange, body: utf8(`{"${key}":${value}}`) }),
]
export const wrote = (exchange: number, parent: number, key: string, value: string, status = 200): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', method: 'POST', body: utf8(`{"${key}":${value}}`) }),
  answered({ exchange, status, reason: status === 200 ? 'OK' : 'Precondition Failed', body: utf8('{}') }),
]
export const removed = (exchange: number, parent: number, key: string): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', method: 'DELETE', target: `/${key}` }),
  answered({ exchange, body: utf8(`{"${key}":{"count":2}}`) }),
]

export const jar = (value: string | undefined, browser: BrowserId = 'browser-a', name = 'session'): Fact => ({
  kind: 'jar.changed',
  browser,
  cookies:
    value === undefined
      ? []
      : [{ name, value, domain: 'localhost', path: '/', httpOnly: true, secure: false, sameSite: 'unspecified' }],
})
export const uses = (USE_SESSION_STORE: boolean): Fact => ({
  kind: 'settings.changed',
  settings: { ...publicSettings(defaultSettings), USE_SESSION_STORE },
  problems: [],
})
export const blocked = (occasion: 'answer' | 'request', text: string, reason: string): Fact => ({
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url: 'http://localhost:5000/',
  occasion,
  text,
  reasons: [reason],
})

/** What is said of an exchange; what is left out does not matter. */
export type Expected = Partial<Omit<ToldStory, 'story'>>

/** A stream, the exchange in it that is told of, and what must be said. */
export type Situation = [name: string, stream: Fact[], exchange: number, expected: Expected]
