import { describe, expect, it } from 'vitest'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { FactOf } from '../../../src/shared/stream/observation.ts'
import { composeDraft, draftOf, emptyDraft } from '../../../src/shared/request/draft.ts'
import { isSendable, problemsOf } from '../../../src/shared/request/draft-problems.ts'
import { requested, stamped, utf8 } from '../../support/observations.ts'

const cookie = (name: string, value: string, changes: Partial<JarCookie> = {}): JarCookie => ({
  name,
  value,
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
  ...changes,
})
const jars = { 'browser-a': [cookie('session', 'one')], 'browser-b': [] }
const here = { hostname: 'localhost', jars }

describe('composeDraft', () => {
  it('brings the cookies of a browser along, as they are now', () => {
    expect(composeDraft({ ...emptyDraft, cookies: 'browser-a' }, here).headers).toEqual([['Cookie', 'session=one']])
    expect(composeDraft({ ...emptyDraft, cookies: 'browser-b' }, here).headers).toEqual([])
    expect(
      composeDraft({ ...emptyDraft, cookies: 'browser-a', headers: [['cookie', 'mine=1']] }, here).headers,
    ).toEqual([['cookie', 'mine=1']])
  })

  it.each([
    ['/', 'localhost', ['a=1', 'dot=5']],
    ['/deep/er?x=/other', 'localhost', ['b=2', 'a=1', 'dot=5']],
    ['/deeper', 'localhost', ['a=1', 'dot=5']],
    ['/', 'sub.localhost', ['dot=5']],
    ['/', '127.0.0.1', ['c=3']],
  ])('takes the cookies of %s on %s', (target, hostname, expected) => {
    const jar = [
      cookie('a', '1', { secure: true }),
      cookie('b', '2', { path: '/deep' }),
      cookie('c', '3', { domain: '127.0.0.1' }),
      cookie('dot', '5', { domain: '.localhost' }),
    ]
    const { headers } = composeDraft(
      { ...emptyDraft, target, cookies: 'browser-a' },
      { hostname, jars: { ...jars, 'browser-a': jar } },
    )
    expect(headers).toEqual([['Cookie', expected.join('; ')]])
  })

  it.each([
    ['{"a":1}', 'application/json'],
    ['{"a":', 'application/json'],
    ['7', 'application/json'],
    ['a=1&b=', 'application/x-www-form-urlencoded'],
    ['hello there', 'text/plain; charset=utf-8'],
  ])('says of the body %s that it is %s', (body, type) => {
    expect(composeDraft({ ...emptyDraft, body }, here).headers).toEqual([['Content-Type', type]])
    expect(composeDraft({ ...emptyDraft, body, headers: [['content-type', 'x/y']] }, here).headers).toEqual([
      ['content-type', 'x/y'],
    ])
  })

  it('leaves rows out that are wholly empty', () => {
    expect(
      composeDraft(
        {
          ...emptyDraft,
          headers: [
            ['', ''],
            ['X', ''],
          ],
        },
        here,
      ).headers,
    ).toEqual([['X', '']])
  })
})

describe('problemsOf', () => {
  const check = (changes: Partial<typeof emptyDraft>) => {
    const draft = { ...emptyDraft, ...changes }
    return problemsOf(draft, composeDraft(draft, here))
  }

  it('finds none in what can be sent', () => {
    expect(
      isSendable(
        check({
          headers: [
            ['', ''],
            ['X', 'y'],
          ],
        }),
      ),
    ).toBe(true)
  })

  it('says which row is wrong', () => {
    const problems = check({
      target: 'x',
      headers: [
        ['', ''],
        ['a b', 'c'],
        ['X', 'y'],
      ],
    })
    expect([...problems.headers.keys()]).toEqual([1])
    expect(problems.target).toMatch(/slash/)
    expect(isSendable(problems)).toBe(false)
  })
})

describe('draftOf', () => {
  const recordOf = (fact: Partial<FactOf<'exchange.requested'>>) => {
    const record = foldAll(exchangesFold, stamped([requested(fact)])).byId.get(1)
    if (record === undefined) throw new Error('no such exchange')
    return record
  }

  it('takes over what a new request may say, and names what it may not', () => {
    const headers = [
      ['Host', 'localhost:5000'],
      ['User-Agent', 'curl/8'],
      ['Cookie', 'a=b'],
      ['Content-Length', '3'],
      ['traceparent', '00-1'],
    ] as const
    expect(draftOf(recordOf({ method: 'POST', target: '/x', to: 'kv', headers, body: utf8('{}') }))).toEqual({
      draft: { server: 'kv', method: 'POST', target: '/x', headers: [['Cookie', 'a=b']], body: '{}', cookies: 'none' },
      leftOut: ['Host', 'User-Agent', 'Content-Length', 'traceparent'],
    })
  })

  it('says what of the body is missing', () => {
    expect(draftOf(recordOf({ body: { encoding: 'utf8', text: 'begin', bytes: 99, truncated: true } }))).toMatchObject({
      loss: 'cut-body',
      draft: { body: 'begin' },
    })
    expect(draftOf(recordOf({ body: { encoding: 'base64', text: '/w==', bytes: 1, truncated: false } }))).toMatchObject(
      { loss: 'binary-body', draft: { body: '' } },
    )
  })
})
