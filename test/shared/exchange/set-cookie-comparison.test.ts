import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { setCookieLinesFold } from '../../../src/shared/folds/set-cookie-lines.ts'
import type { JsonObject } from '../../../src/shared/base/json.ts'
import type { SessionMode } from '../../../src/shared/stream/changes.ts'
import { compareSetCookie } from '../../../src/shared/exchange/set-cookie-comparison.ts'
import { answered, requested, saved, stamped } from '../../support/observations.ts'

interface Sent {
  readonly line: string
  readonly mode?: SessionMode
  readonly data?: JsonObject
}

const id = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'
const otherId = '4c4a9080-3934-4360-b913-3919abae1e1f'
const one = 'eyJjb3VudCI6MX0.ZVPxAA.uzkRGtt3vM3PT0BQbIMZzrpbpfg'
const two = 'eyJjb3VudCI6Mn0.ZVPxAA.oebem5PAZgyHjoVMsvj-cetDQd8'
const removal = 'session=; Max-Age=0; Path=/'

const comparisonOf = (...all: Sent[]) => {
  const facts = all.flatMap(({ line, mode, data }, index) => [
    requested({ exchange: index + 1 }),
    ...(mode === undefined
      ? []
      : [saved({ exchange: index + 1, mode, setCookie: line, ...(data === undefined ? {} : { data }) })]),
    answered({ exchange: index + 1, headers: [['Set-Cookie', line]] }),
  ])
  const last = foldAll(setCookieLinesFold, stamped(facts)).lines.at(-1)
  if (last === undefined) throw new Error('no line was sent')
  return compareSetCookie(last)
}

describe('compareSetCookie', () => {
  it.each<[string, Sent[], object]>([
    ['the first line', [{ line: `session=${id}` }], { state: 'first' }],
    ['a cleared cookie', [{ line: `session=${id}` }, { line: removal }], { state: 'cleared' }],
    [
      'the same id over other data',
      [
        { line: `session=${id}`, mode: 'server-side', data: { count: 5 } },
        { line: `session=${id}`, mode: 'server-side', data: { count: 6 } },
      ],
      { state: 'same-id', changes: [{ key: 'count', before: 5, after: 6 }] },
    ],
    ['another id', [{ line: `session=${id}` }, { line: `session=${otherId}` }], { state: 'new-id' }],
    [
      'an id after a cleared cookie',
      [{ line: removal }, { line: `session=${id}` }],
      { state: 'set-again', mode: 'server-side' },
    ],
    [
      'a signed value, read from itself where nobody said what it holds',
      [{ line: `session=${one}` }, { line: `session=${two}` }],
      { state: 'signed-again', changes: [{ key: 'count', before: 1, after: 2 }] },
    ],
    [
      'a session that moves to the store',
      [{ line: `session=${one}` }, { line: `session=${id}` }],
      { state: 'moved-to', mode: 'server-side' },
    ],
    [
      'a session that moves to the cookie',
      [{ line: `session=${id}` }, { line: `session=${one}` }],
      { state: 'moved-to', mode: 'client-side' },
    ],
    ['some other cookie, unchanged', [{ line: 'theme=dark' }, { line: 'theme=dark' }], { state: 'same-value' }],
    ['some other cookie, changed', [{ line: 'theme=dark' }, { line: 'theme=light' }], { state: 'new-value' }],
  ])('%s', (_name, sent, expected) => {
    expect(comparisonOf(...sent)).toEqual(expected)
  })
})
