import { describe, expect, it } from 'vitest'
import { equalCookieOf, type EqualCookie } from '../../../src/shared/exchange/equal-cookie.ts'
import { cookieOriginsFold } from '../../../src/shared/folds/cookie-origins.ts'
import { jarsFold } from '../../../src/shared/folds/jars.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import type { BrowserId } from '../../../src/shared/stream/participant.ts'
import { answered, began, requested, stamped } from '../../support/observations.ts'
import { signed } from '../../support/story.ts'

const cookie = (value: string): JarCookie => ({
  name: 'session',
  value,
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
})
const holds = (browser: BrowserId, value: string): Fact => ({
  kind: 'jar.changed',
  browser,
  cookies: [cookie(value)],
})
const isSet = (exchange: number, from: BrowserId, value: string, brought?: string): Fact[] => [
  requested({ exchange, from, headers: brought === undefined ? [] : [['Cookie', `session=${brought}`]] }),
  answered({ exchange, headers: [['Set-Cookie', `session=${value}; HttpOnly`]] }),
]
const equalAfter = (value: string, ...facts: readonly Fact[]) => {
  const observations = stamped([began(), ...facts, holds('browser-a', value), holds('browser-b', value)])
  const [jars, origins] = [foldAll(jarsFold, observations), foldAll(cookieOriginsFold, observations)]
  return equalCookieOf(jars, origins, 'browser-a', cookie(value))
}
const one = signed(1)
const id = '6cea3f31-9b2c-4ac9-8f5f-2f2f9a4d3a11'

describe('two jars with the same cookie', () => {
  it.each<[string, string, Fact[], EqualCookie | undefined]>([
    [
      'were given it each, in one second',
      one,
      [...isSet(1, 'browser-a', one), ...isSet(2, 'browser-b', one)],
      { how: 'set-separately', here: 1, there: 2, signedAt: 1_700_000_000_000 },
    ],
    [
      'were given an id each, which has no time',
      id,
      [...isSet(1, 'browser-a', id), ...isSet(2, 'browser-b', id)],
      { how: 'set-separately', here: 1, there: 2, signedAt: undefined },
    ],
    ['have it from there', one, isSet(3, 'browser-b', one), { how: 'copied-here', there: 3 }],
    ['have it from here', one, isSet(3, 'browser-a', one), { how: 'copied-there', here: 3 }],
    [
      'have an id from here, which it was only told again',
      id,
      [...isSet(3, 'browser-a', id), ...isSet(4, 'browser-b', id, id)],
      { how: 'copied-there', here: 3 },
    ],
    ['were both filled by hand', one, [], { how: 'never-set' }],
    [
      'may have it from before',
      one,
      [began({ jars: { 'browser-a': [cookie(one)], 'browser-b': [] } })],
      { how: 'not-known' },
    ],
    ['are waited for while one is being answered', one, [requested({ exchange: 1 })], undefined],
    ['hold what anybody may have chosen', 'dark', [...isSet(1, 'browser-a', 'dark')], undefined],
  ])('%s', (_what, value, facts, equal) => {
    expect(equalAfter(value, ...facts)).toEqual(equal)
  })

  it('are told apart from two that do not', () => {
    const observations = stamped([began(), holds('browser-a', one), holds('browser-b', signed(2))])
    const [jars, origins] = [foldAll(jarsFold, observations), foldAll(cookieOriginsFold, observations)]
    expect(equalCookieOf(jars, origins, 'browser-a', cookie(one))).toBeUndefined()
  })
})
