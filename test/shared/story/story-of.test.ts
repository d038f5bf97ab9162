import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, began, requested, stamped } from '../../support/observations.ts'
import { toldStory } from '../../support/told-story.ts'
import { one, two, three, idOne, visit, jar, type Expected } from '../../support/visits.ts'
import { counterSituations } from './counter-situations.ts'
import { otherSituations } from './other-situations.ts'

describe('a story', () => {
  it.each([...counterSituations, ...otherSituations])('of %s', (_name, facts, exchange, expected) => {
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

  it('of an application that tells nothing itself says what went over the wire, and no more', () => {
    const subject = {
      id: 'own-app',
      label: 'localhost:8000',
      capabilities: { modeSwitch: false, reset: false, store: false, sessionFacts: false },
    }
    const facts = [
      began({ subject }),
      requested({ exchange: 1, headers: [['Cookie', `session=${one}`]] }),
      answered({ exchange: 1, headers: [['Set-Cookie', `session=${two}`]] }),
    ]
    expect(toldStory(stamped(facts), 1)).toMatchObject({
      gist: 'session came; session was set.',
      judged: 'not known from the messages alone',
      data: 'not known from the messages alone',
    })
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
