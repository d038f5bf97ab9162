import { describe, expect, it } from 'vitest'
import { time } from '../../../src/renderer/texts/wording.ts'
import { defaultSettings, publicSettings } from '../../../src/shared/stream/settings.ts'
import type { JsonObject } from '../../../src/shared/base/json.ts'
import type { SessionMode, SessionRefusal } from '../../../src/shared/stream/changes.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import type { BrowserId, Participant } from '../../../src/shared/stream/participant.ts'
import { answered, began, lost, opened, requested, saved, stamped, utf8 } from '../../support/observations.ts'
import { toldStory, type ToldStory } from '../../support/told-story.ts'

// Two real cookies of the counter's, and two ids.
const one = 'eyJjb3VudCI6MX0.aw2bPQ.0kMFY1sO7XDoPdFRIqoHzTFJRnE'
const two = 'eyJjb3VudCI6Mn0.aw2bPQ.-TrLEu2nJyTmxH7V-8FagIT_Nqk'
const three = 'eyJjb3VudCI6M30.aw2bPg.JmPd0l8tVEvA0WYyj0k8EoF1x2c'
const idOne = '828461d4-6ce1-4fec-ab83-7da78d0372b6'
const idTwo = 'e8188387-89ee-4709-8273-1543efb99453'

// All of a stream happens within one second.
const switched = time.format(1_700_000_000_000)

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
const visit = (exchange: number, visited: Visit): Fact[] => {
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

const read = (exchange: number, parent: number, key: string, value: string): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', target: `/${key}` }),
  answered({ exchange, body: utf8(`{"${key}":${value}}`) }),
]
const wrote = (exchange: number, parent: number, key: string, value: string, status = 200): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', method: 'POST', body: utf8(`{"${key}":${value}}`) }),
  answered({ exchange, status, reason: status === 200 ? 'OK' : 'Precondition Failed', body: utf8('{}') }),
]
const removed = (exchange: number, parent: number, key: string): Fact[] => [
  requested({ exchange, parent, from: 'counter', to: 'kv', method: 'DELETE', target: `/${key}` }),
  answered({ exchange, body: utf8(`{"${key}":{"count":2}}`) }),
]

const jar = (value: string | undefined, browser: BrowserId = 'browser-a', name = 'session'): Fact => ({
  kind: 'jar.changed',
  browser,
  cookies:
    value === undefined
      ? []
      : [{ name, value, domain: 'localhost', path: '/', httpOnly: true, secure: false, sameSite: 'unspecified' }],
})
const uses = (USE_SESSION_STORE: boolean): Fact => ({
  kind: 'settings.changed',
  settings: { ...publicSettings(defaultSettings), USE_SESSION_STORE },
  problems: [],
})
const blocked = (occasion: 'answer' | 'request', text: string, reason: string): Fact => ({
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url: 'http://localhost:5000/',
  occasion,
  text,
  reasons: [reason],
})

type Expected = Partial<Omit<ToldStory, 'story'>>

const situations: [string, Fact[], number, Expected][] = [
  [
    'a first visit with signed cookies',
    [...visit(1, { after: { count: 1 }, gives: one }), jar(one)],
    1,
    {
      gist: 'No session cookie came: a new session began with count 1.',
      judged: 'there was no session cookie',
      data: 'in the cookie itself; the store was not asked',
      set: ['the session itself, signed'],
      kept: ['Browser A holds it'],
      lines: ['new session: count 1'],
    },
  ],
  [
    'a second visit with signed cookies',
    [
      ...visit(1, { after: { count: 1 }, gives: one }),
      jar(one),
      ...visit(2, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      jar(two),
    ],
    2,
    {
      gist: 'The signed cookie was accepted: count 1 → 2, signed again.',
      brought: 'looks like a signed value, set in #1',
      judged: 'accepted',
      judgedText: 'The signature was made with the server’s key, and is not too old.',
      kept: ['Browser A holds it'],
      lines: ['count 1 → 2, signed again'],
    },
  ],
  [
    'the same data signed again',
    visit(1, { brings: one, before: { count: 1 }, after: { count: 1 }, gives: two }),
    1,
    { gist: 'The signed cookie was accepted: the same data was signed again.', lines: ['same data, signed again'] },
  ],
  [
    'a session that is only read',
    visit(1, { brings: one, before: { count: 1 } }),
    1,
    { gist: 'The signed cookie was accepted, and nothing was saved.', set: [], lines: [] },
  ],
  [
    'Reset with a signed cookie',
    [jar(two), ...visit(1, { brings: two, before: { count: 2 }, after: null }), jar(undefined)],
    1,
    {
      gist: 'The signed cookie was accepted: the session was emptied, and the answer deletes its cookie.',
      set: ['deletes the session’s cookie'],
      kept: ['Browser A no longer holds the cookie'],
      lines: ['deletes the session’s cookie'],
    },
  ],
  [
    'Reset without any cookie',
    visit(1, { after: null }),
    1,
    {
      gist: 'No session cookie came, so there was nothing to empty.',
      kept: ['Browser A held no such cookie'],
    },
  ],
  [
    'a tampered cookie',
    [
      ...visit(1, { after: { count: 1 }, gives: one }),
      ...visit(2, { brings: two, refused: 'bad-signature', after: { count: 1 }, gives: one }),
    ],
    2,
    {
      gist: 'The cookie was refused: the signature does not match; a new session began with count 1.',
      brought: 'looks like a signed value; no answer that is known here set this value',
      judged: 'refused: the signature does not match',
      lines: ['cookie refused, new session: count 1'],
    },
  ],
  [
    'an expired cookie',
    visit(1, { brings: two, refused: 'expired', detail: 'signed 40 days ago', after: { count: 1 }, gives: one }),
    1,
    {
      gist: 'The cookie was refused: it is older than the session lifetime; a new session began with count 1.',
      judgedText: 'Signed 40 days ago.',
    },
  ],
  ...(
    [
      ['from-the-future', 'it says it was signed in the future'],
      ['malformed', 'it is not a signed value'],
      ['too-large', 'it would unpack to more than the server accepts'],
      ['not-an-object', 'what it stands for is not a session'],
      ['too-deep', 'what it stands for is nested too deeply'],
    ] as const
  ).map(([refused, says]): [string, Fact[], number, Expected] => [
    `a cookie that is refused as ${refused}`,
    visit(1, { brings: two, refused, after: { count: 1 }, gives: one }),
    1,
    { gist: `The cookie was refused: ${says}; a new session began with count 1.`, judged: `refused: ${says}` },
  ]),
  [
    'a refused cookie, and nothing saved',
    visit(1, { brings: two, refused: 'bad-signature' }),
    1,
    { gist: 'The cookie was refused: the signature does not match, and nothing was saved.' },
  ],
  [
    'Reset with a refused cookie',
    visit(1, { brings: two, refused: 'bad-signature', after: null }),
    1,
    { gist: 'The cookie was refused: the signature does not match; there was nothing to empty.' },
  ],
  [
    'a signed cookie after the store was switched on',
    [
      began(),
      ...visit(1, { from: 'browser-b', after: { count: 2 }, gives: two }),
      uses(true),
      ...visit(2, {
        from: 'browser-b',
        mode: 'server-side',
        brings: two,
        refused: 'malformed-id',
        after: { count: 1 },
        gives: idTwo,
        calls: wrote(3, 2, idTwo, '{"count":1}'),
      }),
      jar(idTwo, 'browser-b'),
    ],
    2,
    {
      gist: 'The cookie was refused: it is not a session id; a new session began with count 1.',
      brought: 'looks like a signed value, set in #1',
      judgedText: `Since ${switched} sessions are in the store, so an id is expected. This looks like signed data. The store was not asked.`,
      data: 'in the store: wrote 1 entry',
      set: ['an id that the request did not bring'],
      kept: ['Browser B holds it'],
      lines: ['cookie refused, new session: count 1'],
    },
  ],
  [
    'an id after the store was switched off',
    [
      began({ settings: { ...publicSettings(defaultSettings), USE_SESSION_STORE: true } }),
      uses(false),
      ...visit(1, { brings: idOne, refused: 'malformed', after: { count: 1 }, gives: one }),
    ],
    1,
    {
      gist: 'The cookie was refused: it is not a signed value; a new session began with count 1.',
      judgedText: `Since ${switched} sessions are in the cookie, so signed data is expected. This looks like an id.`,
    },
  ],
  [
    'a first visit with the store',
    [
      ...visit(1, { mode: 'server-side', after: { count: 1 }, gives: idOne, calls: wrote(2, 1, idOne, '{"count":1}') }),
      jar(idOne),
    ],
    1,
    {
      gist: 'No session cookie came: a new session began with count 1.',
      data: 'in the store: wrote 1 entry',
      set: ['an id that the request did not bring'],
      lines: ['new session: count 1'],
    },
  ],
  [
    'a second visit with the store',
    [
      jar(idOne),
      ...visit(1, {
        mode: 'server-side',
        brings: idOne,
        before: { count: 1 },
        after: { count: 2 },
        gives: idOne,
        calls: [...read(2, 1, idOne, '{"count":1}'), ...wrote(3, 1, idOne, '{"count":2}')],
      }),
    ],
    1,
    {
      gist: 'The id was accepted: stored count 1 → 2, under the same id.',
      judgedText: 'Something is stored under this id. Whoever brings it gets this session.',
      data: 'in the store: read 1 entry, wrote 1 entry',
      set: ['the same id that the request brought'],
      kept: ['Browser A held this very value already'],
      lines: ['same id; stored count 1 → 2'],
    },
  ],
  [
    'a save that lost a race and was made again',
    visit(1, {
      mode: 'server-side',
      brings: idOne,
      before: { count: 2 },
      after: { count: 3 },
      gives: idOne,
      calls: [
        ...read(2, 1, idOne, '{"count":1}'),
        ...wrote(3, 1, idOne, '{"count":2}', 412),
        ...read(4, 1, idOne, '{"count":2}'),
        ...wrote(5, 1, idOne, '{"count":3}'),
      ],
    }),
    1,
    {
      gist: 'The id was accepted: stored count 2 → 3, under the same id.',
      data: 'in the store: read 2 entries, wrote 1 entry',
    },
  ],
  [
    'an unknown id',
    visit(1, {
      mode: 'server-side',
      brings: idOne,
      refused: 'unknown-id',
      after: { count: 1 },
      gives: idTwo,
      calls: [...read(2, 1, idOne, 'null'), ...wrote(3, 1, idTwo, '{"count":1}')],
    }),
    1,
    {
      gist: 'The cookie was refused: nothing is stored under this id; a new session began with count 1.',
      judgedText: '',
      set: ['an id that the request did not bring'],
      data: 'in the store: read 1 entry, wrote 1 entry',
    },
  ],
  [
    'an unknown id that is taken over',
    visit(1, {
      mode: 'server-side',
      brings: idOne,
      before: {},
      after: { count: 1 },
      gives: idOne,
      calls: [...read(2, 1, idOne, 'null'), ...wrote(3, 1, idOne, '{"count":1}')],
    }),
    1,
    {
      gist: 'Nothing was stored under the id, and it was taken over as it came: a session began with count 1.',
      judged: 'taken over, though unknown',
      set: ['the same id that the request brought'],
    },
  ],
  [
    'Reset with the store',
    visit(1, {
      mode: 'server-side',
      brings: idOne,
      before: { count: 2 },
      after: null,
      calls: [...read(2, 1, idOne, '{"count":2}'), ...removed(3, 1, idOne)],
    }),
    1,
    {
      gist: 'The id was accepted: the session was emptied, and the answer deletes its cookie.',
      data: 'in the store: read 1 entry, deleted 1 entry',
    },
  ],
  [
    'a store that is down',
    [
      requested({ exchange: 1, headers: [['Cookie', `session=${idOne}`]] }),
      requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', target: `/${idOne}` }),
      lost({ exchange: 2, problem: 'nothing listens there' }),
      answered({ exchange: 1, status: 503, reason: 'Service Unavailable' }),
    ],
    1,
    {
      gist: 'The session could not be read: the store call #2 failed (nothing listens there).',
      judged: 'not possible: the store failed',
    },
  ],
  [
    'a store that fails at the write',
    [
      requested({ exchange: 1 }),
      opened({ exchange: 1, outcome: { state: 'none' } }),
      requested({
        exchange: 2,
        parent: 1,
        from: 'counter',
        to: 'kv',
        method: 'POST',
        body: utf8(`{"${idOne}":{"count":1}}`),
      }),
      answered({ exchange: 2, status: 503, reason: 'Service Unavailable' }),
      answered({ exchange: 1, status: 503, reason: 'Service Unavailable' }),
    ],
    1,
    {
      gist: 'No session cookie came, and a new session could not be saved: the store call #2 failed (503 Service Unavailable).',
    },
  ],
  [
    'a page for which no session is opened',
    [
      requested({ exchange: 1, target: '/nothing', headers: [['Cookie', `session=${one}`]] }),
      answered({ exchange: 1, status: 404, reason: 'Not Found' }),
    ],
    1,
    { gist: 'counter opened no session for this request.', judged: 'no session was opened', data: 'no session' },
  ],
  [
    'an empty session cookie',
    visit(1, { brings: '', after: { count: 1 }, gives: one }),
    1,
    {
      gist: 'The session cookie was empty: a new session began with count 1.',
      judged: 'an empty cookie counts as none',
    },
  ],
  [
    'a jar that was cleared, though this browser got a cookie before',
    [
      ...visit(1, { after: { count: 2 }, gives: two }),
      jar(two),
      jar(undefined),
      ...visit(2, { after: { count: 1 }, gives: one }),
      jar(one),
    ],
    2,
    {
      gist: 'No session cookie came: a new session began with count 1.',
      lines: ['new session: count 1'],
      kept: ['Browser A holds it'],
    },
  ],
  [
    'the same id, though another line of this browser came between',
    [
      ...visit(1, { mode: 'server-side', after: { count: 1 }, gives: idOne }),
      ...visit(2, { mode: 'server-side', after: { count: 1 }, gives: idTwo }),
      ...visit(3, { mode: 'server-side', brings: idOne, before: { count: 1 }, after: { count: 2 }, gives: idOne }),
    ],
    3,
    { gist: 'The id was accepted: stored count 1 → 2, under the same id.', brought: 'looks like an id, set in #1' },
  ],
  [
    'a cookie that was copied from the other browser',
    [
      ...visit(1, { mode: 'server-side', after: { count: 1 }, gives: idOne }),
      ...visit(2, {
        from: 'browser-b',
        mode: 'server-side',
        brings: idOne,
        before: { count: 1 },
        after: { count: 2 },
        gives: idOne,
      }),
    ],
    2,
    {
      brought: 'looks like an id, set in #1 for Browser A',
      gist: 'The id was accepted: stored count 1 → 2, under the same id.',
    },
  ],
  [
    'a stand-in, after the own browser got a cookie',
    [
      ...visit(1, { after: { count: 1_000_001 }, gives: three }),
      { kind: 'stage.changed', lesson: 'tampered-payload' },
      jar(undefined),
      ...visit(2, { after: { count: 1 }, gives: one }),
      jar(one),
      ...visit(3, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      jar(two),
    ],
    3,
    {
      gist: 'The signed cookie was accepted: count 1 → 2, signed again.',
      brought: 'looks like a signed value, set in #2',
      kept: ['stand-in A holds it'],
    },
  ],
  [
    'the own browser after an experiment',
    [
      ...visit(1, { after: { count: 1 }, gives: one }),
      jar(one),
      { kind: 'stage.changed', lesson: 'tampered-payload' },
      jar(undefined),
      ...visit(2, { after: { count: 1_000_001 }, gives: three }),
      jar(three),
      jar(one),
      { kind: 'stage.changed' },
      ...visit(3, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      jar(two),
    ],
    3,
    {
      gist: 'The signed cookie was accepted: count 1 → 2, signed again.',
      brought: 'looks like a signed value, set in #1',
    },
  ],
  [
    'two browsers that were given the same bytes in the same second',
    [
      ...visit(1, { after: { count: 1 }, gives: one }),
      ...visit(2, { from: 'browser-b', after: { count: 1 }, gives: one }),
      ...visit(3, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
    ],
    3,
    { brought: 'looks like a signed value, set in #1' },
  ],
  [
    'HTTPie, whose jar nobody sees',
    visit(1, { from: 'client:HTTPie 3.2.1', after: { count: 1 }, gives: one }),
    1,
    {
      gist: 'No session cookie came: a new session began with count 1.',
      kept: ['what HTTPie 3.2.1 keeps cannot be seen from here'],
    },
  ],
  [
    'the Console with a cookie of its own making',
    visit(1, {
      from: 'client:Console',
      mode: 'server-side',
      brings: 'admin',
      refused: 'malformed-id',
      after: { count: 1 },
      gives: idOne,
    }),
    1,
    {
      brought: 'a value of no known format; no answer that is known here set this value',
      judgedText: 'The store was not asked.',
    },
  ],
  [
    'a cookie that its browser refuses',
    [
      ...visit(1, { after: { count: 1 }, gives: one, attributes: 'SameSite=None; Path=/' }),
      blocked('answer', `session=${one}; SameSite=None; Path=/`, 'SameSiteNoneInsecure'),
    ],
    1,
    {
      gist: 'No session cookie came: a new session began with count 1. The browser did not keep session: SameSite=None is accepted only together with Secure.',
      kept: ['Browser A did not keep it'],
    },
  ],
  [
    'a refusal that is told before its answer is observed',
    [
      requested({ exchange: 1, headers: [['Host', 'localhost:5000']] }),
      blocked('answer', 'session=x; SameSite=None', 'SameSiteNoneInsecure'),
      answered({ exchange: 1, headers: [['Set-Cookie', 'session=x; SameSite=None']] }),
    ],
    1,
    { kept: ['Browser A did not keep it'] },
  ],
  [
    'a cookie that was held back',
    [
      requested({ exchange: 1, headers: [['Host', 'localhost:5000']] }),
      blocked('request', `session=${one}`, 'SameSiteStrict'),
      opened({ exchange: 1, mode: 'client-side' }),
      saved({ exchange: 1, mode: 'client-side', data: { count: 1 }, setCookie: `session=${two}; Path=/` }),
      answered({ exchange: 1, headers: [['Set-Cookie', `session=${two}; Path=/`]] }),
    ],
    1,
    { gist: 'Browser A held back its cookie session. No session cookie came: a new session began with count 1.' },
  ],
  [
    'two Set-Cookie lines of one cookie',
    [
      requested({ exchange: 1, headers: [['Host', 'localhost:5000']] }),
      answered({
        exchange: 1,
        headers: [
          ['Set-Cookie', 'a=1; Path=/'],
          ['Set-Cookie', 'a=2; Path=/'],
        ],
      }),
      jar('2', 'browser-a', 'a'),
    ],
    1,
    { kept: ['a later line of this answer is about the same cookie', 'Browser A holds it'] },
  ],
  [
    'the session’s line and another one',
    visit(1, { after: { count: 1 }, gives: one, more: ['theme=dark'] }),
    1,
    {
      set: ['the session itself, signed', 'another cookie than the session’s'],
      lines: ['new session: count 1', 'not a value that the request brought'],
    },
  ],
  [
    'an answer that never came',
    [
      requested({ exchange: 1 }),
      opened({ exchange: 1, mode: 'client-side', cookie: one, outcome: { state: 'loaded', data: { count: 1 } } }),
      lost({ exchange: 1 }),
    ],
    1,
    { gist: 'The signed cookie was accepted, and nothing was saved. No answer came: the connection broke off.' },
  ],
  [
    'a request that is under way',
    [requested({ exchange: 1, headers: [['Cookie', `session=${one}`]] })],
    1,
    { gist: 'No answer yet.', judged: 'not yet' },
  ],
  [
    'a jar that was not seen since',
    visit(1, { after: { count: 1 }, gives: one }),
    1,
    { kept: ['not seen in the jar of Browser A so far'] },
  ],
  [
    'a value that is put back by hand later',
    [
      ...visit(1, { after: { count: 1 }, gives: one }),
      ...visit(2, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      jar(two),
      jar(one),
    ],
    1,
    { kept: ['not seen in the jar of Browser A so far'] },
  ],
  [
    'a store call',
    visit(1, { mode: 'server-side', brings: idOne, before: { count: 1 }, calls: read(2, 1, idOne, '{"count":1}') }),
    2,
    { gist: 'Read {"count":1} under 828461d4…, for #1.' },
  ],
  [
    'a read of what is not there, by the Console',
    [
      requested({ exchange: 1, from: 'client:Console', to: 'kv', target: '/foo' }),
      answered({ exchange: 1, body: utf8('{"foo":null}') }),
    ],
    1,
    { gist: 'Found nothing under foo.' },
  ],
]

describe('a story', () => {
  it.each(situations)('of %s', (_name, facts, exchange, expected) => {
    expect(toldStory(stamped(facts), exchange)).toMatchObject(expected)
  })

  it.each<[string, Fact[], Expected]>([
    [
      'with a cookie and a new one',
      [
        requested({ exchange: 1, headers: [['Cookie', `session=${one}; theme=dark`]] }),
        answered({ exchange: 1, headers: [['Set-Cookie', `session=${two}`]] }),
      ],
      {
        gist: 'session and theme came; session was set.',
        judged: 'not known from this file',
        data: 'not known from this file',
        set: ['a value that the request did not bring'],
        kept: ['not known from this file'],
        lines: ['not a value that the request brought'],
      },
    ],
    [
      'without any',
      [requested({ exchange: 1 }), answered({ exchange: 1 })],
      { gist: 'No cookie came, and none was set.' },
    ],
    [
      'of the lab’s own, where the file tells what the counter said',
      visit(1, { mode: 'server-side', brings: idOne, before: { count: 8 }, after: { count: 9 }, gives: idOne }),
      {
        gist: 'The id was accepted: stored count 8 → 9, under the same id.',
        kept: ['not known from this file'],
        lines: ['same id; stored count 8 → 9'],
      },
    ],
  ])('of a file, %s', (_name, facts, expected) => {
    expect(toldStory(stamped(facts), 1, 'file')).toMatchObject(expected)
  })

  it('takes each cookie of a request apart where nobody says which is the session’s', () => {
    const { story } = toldStory(
      stamped([requested({ exchange: 1, headers: [['Cookie', `a=${one}; b=${idOne}`]] }), answered({ exchange: 1 })]),
      1,
      'file',
    )
    expect(story.brought.others.map(({ name, reading: { kind } }) => [name, kind])).toEqual([
      ['a', 'signed'],
      ['b', 'id'],
    ])
  })

  it('says what the jar held before, where that was seen', () => {
    const facts = [
      jar(one),
      ...visit(1, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      jar(two),
    ]
    expect(toldStory(stamped(facts), 1).story.set[0]?.kept).toEqual({
      by: 'browser-a',
      isBrowser: true,
      seen: { state: 'held', instead: one },
    })
  })

  it('does not say so while an earlier line has not been seen in it', () => {
    const facts = [
      jar(one),
      ...visit(1, { brings: one, before: { count: 1 }, after: { count: 2 }, gives: two }),
      ...visit(2, { brings: two, before: { count: 2 }, after: { count: 3 }, gives: three }),
      jar(three),
    ]
    expect(toldStory(stamped(facts), 2).story.set[0]?.kept).toMatchObject({ seen: { state: 'held' } })
    expect(toldStory(stamped(facts), 2).story.set[0]?.kept).not.toHaveProperty('seen.instead')
  })

  it('says what of a refused cookie was not used', () => {
    const { story } = toldStory(
      stamped(visit(1, { brings: two, refused: 'bad-signature', after: { count: 1 }, gives: one })),
      1,
    )
    expect(story.data).toMatchObject({ state: 'saved', before: {}, after: { count: 1 }, unused: { count: 2 } })
  })
})
