import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { setCookieLinesFold } from '../../../src/shared/folds/set-cookie-lines.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, began, requested, saved, stamped } from '../../support/observations.ts'

const linesOf = (...facts: Fact[]) => foldAll(setCookieLinesFold, stamped(facts)).lines

describe('setCookieLinesFold', () => {
  it('keeps each header line exactly as it was sent', () => {
    const raw = ' session="a b"; httponly;  PATH=/ '
    const lines = linesOf(
      requested(),
      answered({
        headers: [
          ['Set-Cookie', raw],
          ['set-cookie', 'two=2'],
        ],
      }),
    )
    expect(lines.map(({ cookie }) => cookie.raw)).toEqual([raw, 'two=2'])
    expect(lines.map(({ id }) => id)).toEqual(['1:0', '1:1'])
  })

  it('says what the counter saved behind its own line, and only behind that one', () => {
    const lines = linesOf(
      requested(),
      saved({ mode: 'client-side', data: { count: 4 }, setCookie: 'session=x' }),
      answered({
        headers: [
          ['Set-Cookie', 'session=x'],
          ['Set-Cookie', 'other=1'],
        ],
      }),
    )
    expect(lines.map(({ session }) => session)).toEqual([{ mode: 'client-side', data: { count: 4 } }, undefined])
  })

  it.each<[string, Fact[]]>([
    [
      'answers to the counter',
      [requested({ from: 'counter', to: 'kv' }), answered({ headers: [['Set-Cookie', 's=1']] })],
    ],
    ['answers whose request is unknown', [answered({ exchange: 7, headers: [['Set-Cookie', 's=1']] })]],
    ['lines from before a clear', [requested(), answered({ headers: [['Set-Cookie', 's=1']] }), began({}, 'cleared')]],
  ])('leaves out %s', (_name, facts) => {
    expect(linesOf(...facts)).toEqual([])
  })

  it('sees that a cookie is removed', () => {
    const [line] = linesOf(requested(), answered({ headers: [['Set-Cookie', 'session=; Max-Age=0']] }))
    expect(line?.isRemoval).toBe(true)
  })

  it('knows which lines a stand-in received', () => {
    const send = (exchange: number, from: 'browser-b' | 'client:curl 8'): Fact[] => [
      requested({ exchange, from }),
      answered({ exchange, headers: [['Set-Cookie', 's=1']] }),
    ]
    const standIns = linesOf(
      began({ stage: 'copied-id' }),
      ...send(1, 'browser-b'),
      ...send(2, 'client:curl 8'),
      { kind: 'stage.changed' },
      ...send(3, 'browser-b'),
      { kind: 'stage.changed', lesson: 'too-large' },
      ...send(4, 'browser-b'),
    ).map(({ standIn }) => standIn)
    expect(standIns).toEqual(['copied-id', undefined, undefined, 'too-large'])
  })
})
