import { defaultSettings, publicSettings } from '../../../src/shared/stream/settings.ts'
import { answered, began, lost, opened, requested, utf8 } from '../../support/observations.ts'
import {
  one,
  two,
  idOne,
  idTwo,
  switched,
  visit,
  read,
  wrote,
  removed,
  jar,
  uses,
  type Situation,
} from '../../support/visits.ts'

/** What the counter does with the cookies of one visitor. */
export const counterSituations: Situation[] = [
  [
    'Reset with an id whose entry is no session',
    visit(1, {
      mode: 'server-side',
      brings: idOne,
      refused: 'not-an-object',
      after: null,
      calls: [...read(2, 1, idOne, '7'), ...removed(3, 1, idOne)],
    }),
    1,
    {
      gist: 'The cookie was refused: what it stands for is not a session; what was under its id was deleted.',
      data: 'in the store: read 1 entry, deleted 1 entry',
    },
  ],
  [
    'a store that does not answer in time',
    [
      requested({ exchange: 1, headers: [['Cookie', `session=${idOne}`]] }),
      requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', target: `/${idOne}` }),
      answered({ exchange: 1, status: 503, reason: 'Service Unavailable' }),
    ],
    1,
    {
      gist: 'The session could not be read: the store call #2 was not answered.',
      judged: 'not possible: the store failed',
      data: '1 call of the store',
    },
  ],
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
  ).map(([refused, says]): Situation => [
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
]
