import type { Fact } from '../../../../src/shared/stream/observation.ts'
import { bob, signed, Story } from '../../../support/story.ts'
import type { LessonCase } from './lesson-case.ts'

const idA = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'
const idB = '4c4a9080-3934-4360-b913-3919abae1e1f'
const idC = '9dff32c5-ff3f-4b28-85d4-3ec72c28f443'

const story = (): Story => new Story()
const stored = (): Story => new Story().set({ USE_SESSION_STORE: true })

/** Browser A counts up with signed cookies. */
const countsUp = (story: Story, to: number): Story => {
  for (let count = 1; count <= to; count += 1)
    story.page({ count, sets: signed(count), ...(count === 1 ? {} : { brought: signed(count - 1) }) })
  return story
}

/** Browser A counts up under one id. */
const countsUpStored = (story: Story, to: number, id = idA): Story => {
  for (let count = 1; count <= to; count += 1)
    story.page({ count, sets: id, calls: count === 1 ? 1 : 2, ...(count === 1 ? {} : { brought: id }) })
  return story
}

const dumped = (story: Story, entries: Readonly<Record<string, number>>): Story => {
  story.call('GET', '/', { keys: Object.keys(entries) })
  for (const [key, count] of Object.entries(entries)) story.call('GET', `/${key}`, { [key]: { count } })
  return story
}

const handled = (story: Story): Story =>
  story
    .call('POST', '/', { foo: 'bar' }, { sends: { foo: 'bar' } })
    .call('GET', '/foo', { foo: 'bar' })
    .call('GET', '/?prefix=f', { keys: ['foo'] })
    .call('DELETE', '/foo', { foo: 'bar' })

const checked = (...states: ('passed' | 'failed')[]): Fact => ({
  kind: 'exercise.checked',
  digest: 'd1ge57',
  printed: '',
  results: states.map((state, index) => ({
    behaviour: `b${index}`,
    name: `behaviour ${index}`,
    outcome: state === 'passed' ? { state } : { state, explanation: 'it gave nothing back' },
  })),
})
const own = (): Story => stored().set({ USE_EXERCISE: true })

/** Every point, as it is passed and as it is not. */
export const pointCases: readonly LessonCase[] = [
  {
    lesson: 'point-1',
    passes: {
      'the cookie comes back': countsUp(story(), 2),
      'by HTTPie': story()
        .page({ from: 'client:HTTPie 3.2.1', count: 1, sets: signed(1) })
        .page({ from: 'client:HTTPie 3.2.1', brought: signed(1), count: 2, sets: signed(2) }),
    },
    falls: {
      'only one page': [countsUp(story(), 1), 'pending'],
      'the store is on': [countsUpStored(stored(), 3), 'failed'],
      'the counter asked the store all the same': [
        story()
          .page({ count: 1, sets: signed(1), calls: 1 })
          .page({ count: 2, brought: signed(1), sets: signed(2), calls: 2 }),
        'pending',
      ],
      'one page before a switch and one after': [
        countsUp(story(), 1)
          .set({ USE_SESSION_STORE: true })
          .set({ USE_SESSION_STORE: false })
          .page({ count: 2, brought: signed(1), sets: signed(2) }),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-2',
    passes: { 'two browsers': countsUp(story().page({ from: bob, count: 1, sets: signed(1, 'b') }), 2) },
    falls: {
      'one browser': [countsUp(story(), 4), 'pending'],
      'nobody counts up': [
        story()
          .page({ count: 1, sets: signed(1) })
          .page({ from: bob, count: 1, sets: signed(1, 'b') }),
        'pending',
      ],
      'with the store': [countsUpStored(stored().page({ from: bob, count: 1, sets: idB }), 3), 'pending'],
    },
  },
  {
    lesson: 'point-3',
    passes: { 'three lines': countsUp(story(), 3) },
    falls: {
      'two lines': [countsUp(story(), 2), 'pending'],
      'the same id three times': [countsUpStored(stored(), 3), 'failed'],
      'three lines of three browsers': [
        story()
          .page({ count: 1, sets: signed(1) })
          .page({ from: bob, count: 1, sets: signed(1, 'b') })
          .page({ from: 'client:curl 8', count: 1, sets: signed(1, 'c') }),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-4',
    passes: {
      'by HTTPie': handled(story()),
      'with something else in between': handled(story().call('GET', '/nothing', { nothing: null })),
    },
    falls: {
      'nothing is deleted': [
        story()
          .call('POST', '/', { foo: 'bar' })
          .call('GET', '/foo', { foo: 'bar' })
          .call('GET', '/', { keys: ['foo'] }),
        'pending',
      ],
      'another key is read': [
        story()
          .call('POST', '/', { foo: 'bar' })
          .call('GET', '/fo', { fo: null })
          .call('GET', '/', { keys: [] })
          .call('DELETE', '/foo', { foo: 'bar' }),
        'pending',
      ],
      'the counter did it': [
        story()
          .call('POST', '/', { foo: 'bar' }, { from: 'counter' })
          .call('GET', '/foo', { foo: 'bar' }, { from: 'counter' })
          .call('GET', '/', { keys: ['foo'] }, { from: 'counter' })
          .call('DELETE', '/foo', { foo: 'bar' }, { from: 'counter' }),
        'pending',
      ],
      'the service refused': [story().call('POST', '/', { error: 'expected JSON' }, { status: 415 }), 'failed'],
    },
  },
  {
    lesson: 'point-5',
    passes: { 'every key is read': dumped(story(), { a: 1, b: 2 }) },
    falls: {
      'one value is missing': [
        story()
          .call('GET', '/', { keys: ['a', 'b'] })
          .call('GET', '/a', { a: 1 }),
        'pending',
      ],
      'there is nothing': [story().call('GET', '/', { keys: [] }), 'failed'],
      'somebody else read': [
        story()
          .call('GET', '/', { keys: ['a'] })
          .call('GET', '/a', { a: 1 }, { from: 'counter' }),
        'pending',
      ],
      'read before it was listed': [
        story()
          .call('GET', '/a', { a: 1 })
          .call('GET', '/', { keys: ['a'] }),
        'pending',
      ],
      'only some keys were asked for': [
        story()
          .call('GET', '/?prefix=a', { keys: ['a'] })
          .call('GET', '/a', { a: 1 }),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-6',
    passes: {
      'the page names the method': stored()
        .set({ USE_EXERCISE: true })
        .failing(500, 'KeyValueSessionStore.getKey is not implemented'),
    },
    falls: {
      'the built-in one works': [countsUpStored(stored(), 2), 'pending'],
      'the class works already': [countsUpStored(stored().set({ USE_EXERCISE: true }), 2), 'failed'],
      'another failure': [stored().set({ USE_EXERCISE: true }).failing(500, 'something else'), 'pending'],
      'the store is off': [
        story().set({ USE_EXERCISE: true }).failing(500, 'KeyValueSessionStore.getKey is not implemented'),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-7',
    passes: {
      'checked, then counted': countsUpStored(own().tell(checked('passed', 'passed')), 2),
      'counted, then checked': countsUpStored(own(), 2).tell(checked('passed')),
    },
    falls: {
      'one behaviour is missing': [countsUpStored(own().tell(checked('passed', 'failed')), 3), 'failed'],
      'it was good before': [countsUpStored(own().tell(checked('passed')).tell(checked('failed')), 3), 'failed'],
      'never checked': [countsUpStored(own(), 3), 'pending'],
      'checked, but the built-in one counts': [countsUpStored(stored().tell(checked('passed')), 3), 'pending'],
      'nothing was looked for': [countsUpStored(own().tell(checked()), 3), 'failed'],
    },
  },
  {
    lesson: 'point-8',
    passes: { 'two browsers': countsUpStored(stored().page({ from: bob, count: 1, sets: idB }), 2) },
    falls: {
      'one browser': [countsUpStored(stored(), 3), 'pending'],
      'signed cookies': [countsUp(story().page({ from: bob, count: 1, sets: signed(1, 'b') }), 3), 'pending'],
      'one session in two browsers': [
        countsUpStored(stored(), 2).page({ from: bob, brought: idA, count: 3, sets: idA }),
        'failed',
      ],
      'two modes': [
        story()
          .page({ from: bob, count: 1, sets: signed(1) })
          .set({ USE_SESSION_STORE: true })
          .page({ count: 1, sets: idA })
          .page({ count: 2, brought: idA, sets: idA }),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-9',
    passes: { 'three pages': countsUpStored(stored(), 3) },
    falls: {
      'two pages': [countsUpStored(stored(), 2), 'pending'],
      'signed cookies': [countsUp(story(), 4), 'pending'],
      'a new id each time': [
        stored()
          .page({ count: 1, sets: idA })
          .page({ brought: idA, refused: 'unknown-id', count: 1, sets: idB })
          .page({ brought: idB, refused: 'unknown-id', count: 1, sets: idC }),
        'failed',
      ],
    },
  },
  {
    lesson: 'point-10',
    passes: {
      'a new id afterwards': countsUpStored(stored(), 2).reset({ brought: idA }).page({ count: 1, sets: idC }),
    },
    falls: {
      'no page afterwards': [countsUpStored(stored(), 2).reset({ brought: idA }), 'pending'],
      'somebody else’s page': [
        countsUpStored(stored(), 2).reset({ brought: idA }).page({ from: bob, count: 1, sets: idB }),
        'pending',
      ],
      'the same id': [
        countsUpStored(stored(), 2).reset({ brought: idA }).page({ brought: idA, count: 1, sets: idA }),
        'failed',
      ],
      'signed cookies': [
        countsUp(story(), 2)
          .reset({ brought: signed(2) })
          .page({ count: 1, sets: signed(1) }),
        'pending',
      ],
    },
  },
  {
    lesson: 'point-11',
    passes: {
      'both sessions': dumped(countsUpStored(stored().page({ from: bob, count: 1, sets: idB }), 2), {
        [idA]: 2,
        [idB]: 1,
      }),
    },
    falls: {
      'no session in it': [dumped(countsUpStored(stored(), 2), { foo: 1 }), 'failed'],
      'dumped before': [countsUpStored(dumped(stored(), { [idA]: 1 }), 2), 'failed'],
      'in the other mode': [dumped(countsUp(story(), 3), { foo: 1 }), 'pending'],
    },
  },
]
