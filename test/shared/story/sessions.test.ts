import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { sessionsFold } from '../../../src/shared/story/sessions.ts'
import type { SessionKey } from '../../../src/shared/story/session-life.ts'
import type { Fact, FactOf } from '../../../src/shared/stream/observation.ts'
import type { Participant } from '../../../src/shared/stream/participant.ts'
import { began, opened, requested, saved, stamped, written } from '../../support/observations.ts'

const viewOf = (...facts: Fact[]) => foldAll(sessionsFold, stamped(facts))
const eventsOf = (key: SessionKey, ...facts: Fact[]) =>
  viewOf(...facts)
    .byKey.get(key)
    ?.events.map((event) => ['exchange' in event ? event.exchange : 0, event.kind])

interface Visit {
  readonly exchange: number
  readonly from?: Participant
  readonly mode?: 'client-side' | 'server-side'
  readonly brings?: string
  readonly refused?: true
  /** The value of the cookie that is set; null deletes it. */
  readonly gets?: string | null
}

/** The facts of one request of the counter's. */
const visit = ({ exchange, from = 'browser-a', mode = 'client-side', brings, refused, gets }: Visit): Fact[] => [
  requested({ exchange, from }),
  opened({
    exchange,
    mode,
    ...(brings === undefined ? {} : { cookie: brings }),
    outcome: outcomeOf(brings, refused),
  }),
  ...(gets === undefined
    ? []
    : [
        saved({
          exchange,
          mode,
          setCookie: `session=${gets ?? ''}; Path=/`,
          ...(gets === null ? {} : { data: { count: exchange } }),
          ...(mode === 'server-side' && gets !== null ? { id: gets } : {}),
        }),
      ]),
]

const outcomeOf = (brings: string | undefined, refused: true | undefined): FactOf<'session.opened'>['outcome'] => {
  if (brings === undefined) return { state: 'none' }
  return refused === true ? { state: 'refused', reason: 'bad-signature' } : { state: 'loaded', data: { count: 1 } }
}

describe('sessionsFold', () => {
  it('follows a signed session from value to value', () => {
    const view = viewOf(
      ...visit({ exchange: 1, gets: 'a1' }),
      ...visit({ exchange: 2, brings: 'a1', gets: 'a2' }),
      ...visit({ exchange: 3, from: 'browser-b', gets: 'b1' }),
    )
    expect([1, 2, 3].map((exchange) => view.ofExchange(exchange))).toEqual([['signed:1'], ['signed:1'], ['signed:3']])
    expect(view.ofCookie('a2')).toBe('signed:1')
    expect(view.ofCookie('unheard of')).toBeUndefined()
  })

  it('keeps two sessions of the same bytes apart by whom they were given to', () => {
    const view = viewOf(
      ...visit({ exchange: 1, gets: 'same' }),
      ...visit({ exchange: 2, from: 'browser-b', gets: 'same' }),
      ...visit({ exchange: 3, brings: 'same', gets: 'a2' }),
      ...visit({ exchange: 4, from: 'browser-b', brings: 'same', gets: 'b2' }),
    )
    expect([3, 4].map((exchange) => view.ofExchange(exchange))).toEqual([['signed:1'], ['signed:2']])
  })

  it.each<[string, SessionKey, Fact[], [number, string][]]>([
    [
      'a cookie that is copied and used by another',
      'signed:1',
      [...visit({ exchange: 1, gets: 'a1' }), ...visit({ exchange: 2, from: 'browser-b', brings: 'a1', gets: 'b1' })],
      [
        [1, 'began'],
        [2, 'brought-by-another'],
      ],
    ],
    [
      'an id that is emptied',
      'id:i',
      [
        ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }),
        ...visit({ exchange: 2, mode: 'server-side', brings: 'i', gets: null }),
      ],
      [
        [1, 'began'],
        [2, 'emptied'],
      ],
    ],
    [
      'a signed cookie that is replayed after it was emptied',
      'signed:1',
      [
        ...visit({ exchange: 1, gets: 'a1' }),
        ...visit({ exchange: 2, brings: 'a1', gets: null }),
        ...visit({ exchange: 3, brings: 'a1', gets: 'a2' }),
      ],
      [
        [1, 'began'],
        [2, 'emptied'],
        [3, 'came-back'],
      ],
    ],
    [
      'a cookie that is refused once sessions are in the store',
      'signed:1',
      [
        ...visit({ exchange: 1, gets: 'a1' }),
        ...visit({ exchange: 2, mode: 'server-side', brings: 'a1', refused: true, gets: 'i' }),
      ],
      [
        [1, 'began'],
        [2, 'refused'],
      ],
    ],
    [
      'an id whose beginning is not in the stream, and whose entry expires',
      'id:i',
      [
        ...visit({ exchange: 5, mode: 'server-side', brings: 'i', gets: 'i' }),
        { kind: 'entry.deleted', key: 'i', cause: 'expired' },
      ],
      [
        [5, 'first-seen'],
        [0, 'entry-gone'],
      ],
    ],
    [
      'an entry that somebody deletes by hand',
      'id:i',
      [
        ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }),
        requested({ exchange: 2, from: 'client:Console', to: 'kv', method: 'DELETE', target: '/i' }),
        { kind: 'entry.deleted', key: 'i', cause: 'deleted', exchange: 2 },
      ],
      [
        [1, 'began'],
        [0, 'entry-gone'],
      ],
    ],
  ])('tells the life of %s', (_name, key, facts, events) => {
    expect(eventsOf(key, ...facts)).toEqual(events)
  })

  it('does not tell twice of what the application deletes itself', () => {
    expect(
      eventsOf(
        'id:i',
        ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }),
        requested({ exchange: 2 }),
        requested({ exchange: 3, parent: 2, from: 'counter', to: 'kv', method: 'DELETE', target: '/i' }),
        { kind: 'entry.deleted', key: 'i', cause: 'deleted', exchange: 3 },
      ),
    ).toEqual([[1, 'began']])
  })

  it('knows what had ended, and what is alive again', () => {
    const facts = [...visit({ exchange: 1, gets: 'a1' }), ...visit({ exchange: 2, brings: 'a1', gets: null })]
    expect(viewOf(...facts).byKey.get('signed:1')?.hasEnded).toBe(true)
    expect(viewOf(...facts, ...visit({ exchange: 3, brings: 'a1', gets: 'a2' })).byKey.get('signed:1')?.hasEnded).toBe(
      false,
    )
  })

  it('has the store calls of a request in its session', () => {
    const view = viewOf(
      requested({ exchange: 1 }),
      opened({ exchange: 1, cookie: 'i', id: 'i', outcome: { state: 'loaded', data: {} } }),
      requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', method: 'POST' }),
    )
    expect(view.ofExchange(2)).toEqual(['id:i'])
  })

  it('has the store call that begins a session in it, and whoever asks for its id by hand', () => {
    const view = viewOf(
      requested({ exchange: 1 }),
      requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', method: 'POST' }),
      ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }).slice(1),
      requested({ exchange: 3, from: 'client:Console', to: 'kv', target: '/i' }),
    )
    expect([2, 3].map((exchange) => view.ofExchange(exchange))).toEqual([['id:i'], ['id:i']])
  })

  it('tells one visit once, also when its save lost a race', () => {
    const loaded = { exchange: 2, cookie: 'i', outcome: { state: 'loaded', data: {} } } as const
    expect(
      eventsOf(
        'id:i',
        ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }),
        requested({ exchange: 2, from: 'browser-b' }),
        opened(loaded),
        opened(loaded),
      ),
    ).toEqual([
      [1, 'began'],
      [2, 'brought-by-another'],
    ])
  })

  it('tells a stand-in from the browser that it stands in for', () => {
    const { byKey } = viewOf(
      ...visit({ exchange: 1, mode: 'server-side', gets: 'i' }),
      { kind: 'stage.changed', lesson: 'copied-id' },
      ...visit({ exchange: 2, mode: 'server-side', brings: 'i', gets: 'i' }),
      { kind: 'stage.changed' },
      ...visit({ exchange: 3, mode: 'server-side', brings: 'i', gets: 'i' }),
    )
    expect(byKey.get('id:i')?.holders).toEqual([{ with: 'browser-a' }, { with: 'browser-a', standIn: 'copied-id' }])
    expect(byKey.get('id:i')?.events.map(({ kind }) => kind)).toEqual(['began', 'brought-by-another'])
  })

  it('forgets everything with the log, and takes no notice of entries of nobody’s', () => {
    expect(viewOf(...visit({ exchange: 1, gets: 'a1' }), began({}, 'cleared')).byKey.size).toBe(0)
    expect(viewOf(written('a', '1'), { kind: 'entry.deleted', key: 'a', cause: 'deleted' }).byKey.size).toBe(0)
  })
})
