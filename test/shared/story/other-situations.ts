import { answered, lost, opened, requested, saved, utf8 } from '../../support/observations.ts'
import { one, two, three, idOne, idTwo, visit, read, jar, blocked, type Situation } from '../../support/visits.ts'

/** Several visitors, their jars, stand-ins, and answers that are none. */
export const otherSituations: Situation[] = [
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
