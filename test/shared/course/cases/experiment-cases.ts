import type { FactOf } from '../../../../src/shared/stream/observation.ts'
import type { Participant } from '../../../../src/shared/stream/participant.ts'
import { alice, bob, mallory, signed, Story } from '../../../support/story.ts'
import type { LessonCase } from './lesson-case.ts'

const idA = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'
const idB = '4c4a9080-3934-4360-b913-3919abae1e1f'
const other = 'http://127.0.0.1:4321'
const large = (count: number): string => `${signed(count)}${'x'.repeat(4200)}`

const story = (): Story => new Story()
const stored = (): Story => new Story().set({ USE_SESSION_STORE: true })

const countsUp = (story: Story, to: number, from: Participant = alice): Story => {
  for (let count = 1; count <= to; count += 1)
    story.page({ from, count, sets: signed(count), ...(count === 1 ? {} : { brought: signed(count - 1) }) })
  return story
}

const countsUpStored = (story: Story, to: number, id = idA): Story => {
  for (let count = 1; count <= to; count += 1) story.page({ count, sets: id, ...(count === 1 ? {} : { brought: id }) })
  return story
}

/** A signed cookie with another payload. */
const altered = (value: string): string => value.replace(/^[^.]+/, 'eyJjb3VudCI6MTAwMDAwMH0')

const restarted: FactOf<'server.changed'> = {
  kind: 'server.changed',
  server: 'counter',
  state: { state: 'listening', url: 'http://localhost:5000/' },
}

const blocked = (value: string): FactOf<'cookie.blocked'> => ({
  kind: 'cookie.blocked',
  browser: alice,
  url: 'http://localhost:5000/',
  occasion: 'answer',
  text: `session=${value}; HttpOnly; Path=/`,
  reasons: ['NameValuePairExceedsMaxSize'],
})

const replayed = (): Story => countsUp(story(), 3).page({ brought: signed(1), count: 2, sets: signed(2, 'again') })

/** A planted id that is adopted, and shared with the one who planted it. */
const adopted = (): Story =>
  stored()
    .set({ STRICT_SESSION_IDS: false })
    .page({ from: bob, brought: idA, held: {}, count: 1, sets: idA })
    .page({ brought: idA, count: 2, sets: idA })
    .set({ STRICT_SESSION_IDS: true })

const forgotten = (): Story => countsUpStored(stored(), 2).page({ count: 1, sets: idB })

const rotated = (): Story =>
  countsUp(story(), 2)
    .tell(restarted)
    .page({ brought: signed(2), refused: 'bad-signature', count: 1, sets: signed(1, 'b') })
    .set({ secretKey: 'configured' })
    .page({ count: 5, brought: signed(4, 'c'), sets: signed(5, 'c') })
    .set({ fallbackKeys: 1 })
    .page({ brought: signed(5, 'c'), count: 6, sets: signed(6, 'd') })
    .set({ fallbackKeys: 0 })

const script = (story: Story, value: string, brings: string): Story =>
  story.call('POST', '/', {}, { from: alice, form: `document.cookie=${encodeURIComponent(value)}`, brings })

const hidden = (): Story => script(countsUp(story(), 1), '', signed(1)).set({ SESSION_COOKIE_HTTPONLY: false })

const attacked = (): Story =>
  countsUpStored(stored(), 1)
    .reset({ brought: idA, origin: other })
    .set({ SESSION_COOKIE_SAMESITE: 'Lax' })
    .page({ count: 1, sets: idB, attributes: 'HttpOnly; Path=/; SameSite=Lax' })

/** A cookie that was signed 16 seconds before the log begins. */
const old = signed(1, { secondsAgo: 16 })

const down = (): Story => countsUpStored(stored(), 2).failing(503, 'the store is down', idA)

/** Every experiment, as it comes out and as it does not. */
export const experimentCases: readonly LessonCase[] = [
  {
    lesson: 'signed-not-encrypted',
    passes: { 'the payload says the count': countsUp(story(), 1) },
    falls: {
      'only an id': [countsUpStored(stored(), 1), 'failed'],
      'another count': [story().page({ count: 7, sets: signed(3) }), 'failed'],
    },
  },
  {
    lesson: 'tampered-payload',
    passes: {
      'refused for its signature': countsUp(story(), 2).page({
        brought: altered(signed(2)),
        refused: 'bad-signature',
        count: 1,
        sets: signed(1, 'b'),
      }),
    },
    falls: {
      accepted: [
        countsUp(story(), 2).page({
          brought: altered(signed(2)),
          held: { count: 1_000_000 },
          count: 1_000_001,
          sets: signed(1_000_001),
        }),
        'failed',
      ],
      'refused for another reason': [
        countsUp(story(), 2).page({ brought: altered(signed(2)), refused: 'expired', count: 1, sets: signed(1, 'b') }),
        'failed',
      ],
      'nothing was altered': [countsUp(story(), 3), 'pending'],
      'another signature': [
        countsUp(story(), 1).page({
          brought: signed(5, 'other'),
          refused: 'bad-signature',
          count: 1,
          sets: signed(1, 'b'),
        }),
        'pending',
      ],
    },
  },
  {
    lesson: 'leaked-key',
    passes: {
      'a forged session is believed': countsUp(story(), 1).page({
        brought: signed(1000, 'forged'),
        count: 1001,
        sets: signed(1001),
      }),
    },
    falls: {
      refused: [
        countsUp(story(), 1).page({
          brought: signed(1000, 'forged'),
          refused: 'bad-signature',
          count: 1,
          sets: signed(1, 'b'),
        }),
        'failed',
      ],
      'only its own cookies': [countsUp(story(), 3), 'pending'],
      'an old cookie, signed before': [
        countsUp(story(), 1).page({
          brought: signed(1000, { mark: 'old', secondsAgo: 16 }),
          count: 1001,
          sets: signed(1001),
        }),
        'pending',
      ],
    },
  },
  {
    lesson: 'replayed-cookie',
    passes: { 'back, and not back': countsUpStored(replayed().set({ USE_SESSION_STORE: true }), 4) },
    falls: {
      'only with the store off': [replayed(), 'pending'],
      'the server knew better': [
        countsUp(story(), 3).page({ brought: signed(1), refused: 'expired', count: 1, sets: signed(1, 'b') }),
        'failed',
      ],
      'only with the store': [countsUpStored(stored(), 4), 'pending'],
      'nobody went back': [countsUpStored(countsUp(story(), 4).set({ USE_SESSION_STORE: true }), 4), 'pending'],
    },
  },
  {
    lesson: 'reset-does-not-revoke',
    passes: {
      'the copy lives': countsUp(story(), 3)
        .reset({ brought: signed(3), count: 3 })
        .page({ from: mallory, brought: signed(3), count: 4, sets: signed(4) }),
    },
    falls: {
      'with the store the copy is dead': [
        countsUpStored(stored(), 3)
          .reset({ brought: idA, count: 3 })
          .page({ brought: idA, refused: 'unknown-id', count: 1, sets: idB }),
        'failed',
      ],
      'nobody came back': [countsUp(story(), 3).reset({ brought: signed(3), count: 3 }), 'pending'],
    },
  },
  {
    lesson: 'copied-id',
    passes: {
      'another browser goes on': countsUpStored(stored(), 2).page({
        from: mallory,
        brought: idA,
        count: 3,
        sets: idA,
      }),
      'by curl': countsUpStored(stored(), 2).page({ from: 'client:curl 8', brought: idA, count: 3, sets: idA }),
    },
    falls: {
      refused: [
        countsUpStored(stored(), 2).page({
          from: mallory,
          brought: idA,
          refused: 'unknown-id',
          count: 1,
          sets: idB,
        }),
        'failed',
      ],
      'the same browser': [countsUpStored(stored(), 3), 'pending'],
      'a signed cookie': [
        countsUp(story(), 2).page({ from: mallory, brought: signed(2), count: 3, sets: signed(3) }),
        'pending',
      ],
    },
  },
  {
    lesson: 'planted-id',
    passes: {
      'naive and strict': adopted().page({
        from: bob,
        brought: idB,
        refused: 'unknown-id',
        count: 1,
        sets: 'c0000000-0000-4000-8000-000000000000',
      }),
    },
    falls: {
      'only naive': [adopted(), 'pending'],
      'adopted though strict': [stored().page({ from: bob, brought: idA, held: {}, count: 1, sets: idA }), 'failed'],
      'only strict': [stored().page({ brought: idA, refused: 'unknown-id', count: 1, sets: idB }), 'pending'],
      'its own id': [countsUpStored(stored().set({ STRICT_SESSION_IDS: false }), 3), 'pending'],
    },
  },
  {
    lesson: 'cookies-ignore-ports',
    passes: {
      'the cookie goes along': countsUp(story(), 1).call('GET', '/', { keys: [] }, { from: alice, brings: signed(1) }),
    },
    falls: {
      'it does not': [countsUp(story(), 1).call('GET', '/', { keys: [] }, { from: alice }), 'failed'],
      'somebody else asks': [countsUp(story(), 1).call('GET', '/', { keys: [] }), 'pending'],
      'another cookie': [
        countsUp(story(), 1).call('GET', '/', { keys: [] }, { from: alice, brings: 'else' }),
        'pending',
      ],
    },
  },
  {
    lesson: 'deleted-cookie',
    passes: {
      'the entry is there and opens': forgotten()
        .call('GET', `/${idA}`, { [idA]: { count: 2 } })
        .page({ brought: idA, count: 3, sets: idA }),
    },
    falls: {
      'the entry is gone': [forgotten().call('GET', `/${idA}`, { [idA]: null }), 'failed'],
      'nobody looked': [forgotten().page({ brought: idA, count: 3, sets: idA }), 'pending'],
      'nobody came back': [forgotten().call('GET', `/${idA}`, { [idA]: { count: 2 } }), 'pending'],
    },
  },
  {
    lesson: 'key-rotation',
    passes: {
      'restart, rotation, retirement': rotated().page({
        brought: signed(6, 'd'),
        refused: 'bad-signature',
        count: 1,
        sets: signed(1, 'e'),
      }),
    },
    falls: {
      'accepted after the restart': [
        countsUp(story(), 2)
          .tell(restarted)
          .page({ brought: signed(2), count: 3, sets: signed(3) }),
        'failed',
      ],
      'never retired': [rotated().page({ brought: signed(6, 'd'), count: 7, sets: signed(7, 'e') }), 'pending'],
      'refused without a restart': [
        countsUp(story(), 2).page({ brought: signed(2), refused: 'bad-signature', count: 1, sets: signed(1, 'b') }),
        'pending',
      ],
    },
  },
  {
    lesson: 'lost-updates',
    passes: {
      'lost, then not': stored()
        .set({ LOCK_SESSIONS: false })
        .page({ count: 1, sets: idA })
        .atOnce([2, 2, 2, 3], idA)
        .set({ LOCK_SESSIONS: true })
        .atOnce([4, 5, 6, 7, 8], idA),
    },
    falls: {
      'lost all the same': [stored().page({ count: 1, sets: idA }).atOnce([2, 2, 3], idA), 'failed'],
      'none was lost': [
        stored()
          .set({ LOCK_SESSIONS: false })
          .atOnce([2, 3, 4], idA)
          .set({ LOCK_SESSIONS: true })
          .atOnce([5, 6, 7, 8, 9], idA),
        'pending',
      ],
      'one after the other': [countsUpStored(stored().set({ LOCK_SESSIONS: false }), 6), 'pending'],
      'two sessions': [
        stored()
          .set({ LOCK_SESSIONS: false })
          .page({ count: 1, sets: idA })
          .page({ count: 1, sets: idB })
          .set({ LOCK_SESSIONS: true })
          .atOnce([2, 3, 4, 5, 6], idA),
        'pending',
      ],
      'a gap': [
        stored()
          .set({ LOCK_SESSIONS: false })
          .atOnce([2, 2], idA)
          .set({ LOCK_SESSIONS: true })
          .atOnce([3, 4, 6, 7, 8], idA),
        'pending',
      ],
    },
  },
  {
    lesson: 'http-only',
    passes: {
      'hidden, then open': script(
        hidden().page({ brought: signed(1), count: 2, sets: signed(2), attributes: 'Path=/' }),
        `session=${signed(2)}`,
        signed(2),
      ),
    },
    falls: {
      'read though hidden': [script(countsUp(story(), 1), `session=${signed(1)}`, signed(1)), 'failed'],
      'only hidden': [hidden(), 'pending'],
      'nothing to hide': [script(countsUp(story(), 1), '', 'none'), 'pending'],
    },
  },
  {
    lesson: 'same-site',
    passes: {
      'sent, then held back': attacked()
        .reset({ origin: other })
        .call('GET', `/${idB}`, { [idB]: { count: 1 } }),
    },
    falls: {
      'sent though Lax': [attacked().reset({ brought: idB, origin: other }), 'failed'],
      'held back though it names none': [countsUpStored(stored(), 1).reset({ origin: other }), 'failed'],
      'the same site': [
        countsUpStored(stored(), 1).reset({ brought: idA, origin: 'http://localhost:5000' }),
        'pending',
      ],
      'nobody looked whether it is there': [attacked().reset({ origin: other }), 'pending'],
      'it is not there': [
        attacked()
          .reset({ origin: other })
          .call('GET', `/${idB}`, { [idB]: null }),
        'pending',
      ],
    },
  },
  {
    lesson: 'expiry',
    passes: {
      'sent and refused': story()
        .set({ PERMANENT_SESSION_LIFETIME: 5 })
        .page({ count: 1, sets: old })
        .page({ brought: old, refused: 'expired', count: 1, sets: signed(1) }),
    },
    falls: {
      accepted: [
        story()
          .set({ PERMANENT_SESSION_LIFETIME: 5 })
          .page({ count: 1, sets: old })
          .page({ brought: old, count: 2, sets: signed(2) }),
        'failed',
      ],
      'not yet too old': [
        story()
          .page({ count: 1, sets: old })
          .page({ brought: old, count: 2, sets: signed(2) }),
        'pending',
      ],
      'a cookie that ends by itself': [
        story()
          .set({ PERMANENT_SESSION_LIFETIME: 5 })
          .page({ count: 1, sets: old, attributes: 'Max-Age=5' })
          .page({ brought: old, refused: 'expired', count: 1, sets: signed(1) }),
        'pending',
      ],
    },
  },
  {
    lesson: 'too-large',
    passes: {
      'refused, and stuck': story()
        .page({ brought: signed(9), count: 10, sets: large(10) })
        .tell(blocked(large(10)))
        .page({ brought: signed(9), count: 10, sets: large(10) }),
    },
    falls: {
      kept: [
        story()
          .page({ count: 10, sets: large(10) })
          .page({ brought: large(10), count: 11, sets: large(11) }),
        'failed',
      ],
      'nobody said why': [
        story()
          .page({ brought: signed(9), count: 10, sets: large(10) })
          .page({ brought: signed(9), count: 10, sets: large(10) }),
        'pending',
      ],
      'not too large': [countsUp(story(), 3), 'pending'],
    },
  },
  {
    lesson: 'two-tabs',
    passes: {
      'one session, and another browser': story()
        .page({ target: '/?tab=1', count: 1, sets: signed(1) })
        .page({ target: '/?tab=2', brought: signed(1), count: 2, sets: signed(2) })
        .page({ target: '/?tab=1', brought: signed(2), count: 3, sets: signed(3) })
        .page({ from: bob, target: '/?tab=3', count: 1, sets: signed(1, 'b') }),
    },
    falls: {
      'a session for each tab': [
        story()
          .page({ target: '/?tab=1', count: 1, sets: signed(1) })
          .page({ target: '/?tab=2', count: 1, sets: signed(1, 'b') }),
        'failed',
      ],
      'no other browser': [
        story()
          .page({ target: '/?tab=1', count: 1, sets: signed(1) })
          .page({ target: '/?tab=2', brought: signed(1), count: 2, sets: signed(2) })
          .page({ target: '/?tab=1', brought: signed(2), count: 3, sets: signed(3) }),
        'pending',
      ],
      'one tab': [countsUp(story(), 3), 'pending'],
    },
  },
  {
    lesson: 'store-down',
    passes: { 'goes on afterwards': down().page({ brought: idA, count: 3, sets: idA }) },
    falls: {
      'begins anew': [down().page({ brought: idA, refused: 'unknown-id', count: 1, sets: idB }), 'failed'],
      'never back': [down(), 'pending'],
      'never down': [countsUpStored(stored(), 3), 'pending'],
    },
  },
]
