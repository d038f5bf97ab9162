import { firstNodes } from '../../../../src/shared/stream/first-nodes.ts'
import { describe, expect, it } from 'vitest'
import { lifelinesOf, visibleMessages } from '../../../../src/renderer/features/sequence/lifelines.ts'
import { layOut } from '../../../../src/renderer/features/sequence/sequence-layout.ts'
import { foldAll } from '../../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../../src/shared/folds/exchanges.ts'
import { messagesOf } from '../../../../src/shared/exchange/messages.ts'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import type { HeldHop } from '../../../../src/shared/stream/steps.ts'
import { answered, requested, stamped } from '../../../support/observations.ts'

const visit: Fact[] = [
  requested({ exchange: 1, headers: [['Cookie', 'session=x']] }),
  requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv' }),
  answered({ exchange: 2 }),
  answered({ exchange: 1 }),
]
const others = (count: number) => `${count} others`
const viewOf = (facts: readonly Fact[]) => foldAll(exchangesFold, stamped(facts))
const layoutOf = (
  facts: readonly Fact[],
  { held = [], room = 1000, scale = 1 }: { held?: HeldHop[]; room?: number; scale?: number } = {},
) => {
  const { messages } = messagesOf(viewOf(facts), 1000)
  return layOut({ messages, lifelines: lifelinesOf(messages, firstNodes, others, others), held, room, scale })
}
const fromClient = (exchange: number, name: string) => requested({ exchange, from: `client:${name}` })

describe('the lifelines', () => {
  it('are the browsers, the clients that took part, and the servers, evenly from left to right', () => {
    const { lifelines } = layoutOf([fromClient(1, 'HTTPie 3.2.1')])
    expect(lifelines.map(({ label }) => label)).toEqual([
      'Browser A',
      'Browser B',
      'HTTPie 3.2.1',
      'counter',
      'key-value',
    ])
    const gaps = lifelines.slice(1).map(({ x }, index) => x - (lifelines[index]?.x ?? 0))
    expect(new Set(gaps)).toEqual(new Set([215]))
  })

  it('of many clients are one for those beyond the third', () => {
    const { messages } = messagesOf(viewOf([1, 2, 3, 4, 5].map((exchange) => fromClient(exchange, `c${exchange}`))), 10)
    expect(lifelinesOf(messages, firstNodes, others, others).map(({ label }) => label)).toEqual([
      'Browser A',
      'Browser B',
      'c1',
      'c2',
      'c3',
      '2 others',
      'counter',
      'key-value',
    ])
  })

  it('never stand closer than their labels need, and the diagram is then wider than its room', () => {
    expect(layoutOf(visit, { room: 300 }).width).toBeGreaterThan(500)
  })
})

describe('the messages that are shown', () => {
  const facts = [
    ...visit,
    requested({ exchange: 3, from: 'browser-b' }),
    fromClient(4, 'curl'),
    requested({ exchange: 5, from: 'client:curl', to: 'kv' }),
  ]
  const shownWithout = (...hidden: string[]) => {
    const view = viewOf(facts)
    const { messages } = messagesOf(view, 10)
    return visibleMessages(messages, lifelinesOf(messages, firstNodes, others, others), new Set(hidden), view).map(
      ({ key }) => key,
    )
  }

  it('are all, where nobody is hidden', () => {
    expect(shownWithout()).toHaveLength(7)
  })

  it('leave out what a hidden participant sent and got, and what was sent in its course', () => {
    expect(shownWithout('browser-a')).toEqual(['3 request', '4 request', '5 request'])
    expect(shownWithout('kv')).toEqual(['1 request', '1 answer', '3 request', '4 request'])
    expect(shownWithout('client:curl', 'browser-b')).toHaveLength(4)
  })
})

describe('the arrows', () => {
  it('follow each other downwards, with room for a cookie where there is one', () => {
    const { arrows } = layoutOf(visit)
    expect(arrows.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    for (const [index, arrow] of arrows.entries()) {
      expect(arrow.y).toBeGreaterThan(arrow.top)
      expect(arrow.top).toBeGreaterThanOrEqual(arrows[index - 1]?.bottom ?? 0)
    }
    const [withCookie, without] = arrows.map(({ top, bottom }) => bottom - top)
    expect(withCookie).toBeGreaterThan(without ?? 0)
  })

  it('end at the edges of the bar that stands for the counter at work', () => {
    const { arrows, bars, lifelines } = layoutOf(visit)
    const counter = lifelines.find(({ id }) => id === 'counter')?.x ?? 0
    expect(arrows.map(({ x1, x2 }) => [x1 - counter, x2 - counter].filter((x) => Math.abs(x) < 50))).toEqual([
      [-5],
      [5],
      [5],
      [-5],
    ])
    expect(bars).toHaveLength(1)
    expect(bars[0]).toMatchObject({ exchange: 1, x: counter - 5 })
    expect(bars[0]?.bottom).toBeLessThan(arrows.at(-1)?.bottom ?? 0)
  })

  it('of exchanges at the same time have bars beside each other; an open one reaches to the end', () => {
    const { bars, height } = layoutOf([
      requested({ exchange: 1 }),
      requested({ exchange: 2, from: 'browser-b' }),
      answered({ exchange: 1 }),
    ])
    expect(bars.map(({ exchange }) => exchange)).toEqual([1, 2])
    expect(bars[1]?.x).toBeGreaterThan(bars[0]?.x ?? 0)
    expect(bars[1]?.bottom).toBe(height)
  })

  it('grow with the text', () => {
    expect(layoutOf(visit, { scale: 1.35 }).height).toBeGreaterThan(layoutOf(visit).height)
  })

  it('of thousands of messages are placed within a few frames', () => {
    const many = Array.from({ length: 4000 }, (_, index) => [
      requested({ exchange: index + 1 }),
      answered({ exchange: index + 1 }),
    ]).flat()
    expect(layoutOf(many).arrows).toHaveLength(2000)
  })
})

describe('a hop that is held', () => {
  const hop = (phase: HeldHop['phase']): HeldHop => ({ exchange: 2, phase, from: 'counter', to: 'kv', until: 0 })

  it('is noted after the last message, beside its server and inside the diagram', () => {
    const { notes, arrows, width, height } = layoutOf(visit.slice(0, 2), { held: [hop('answer'), hop('request')] })
    expect(notes.map(({ hop: { phase } }) => phase)).toEqual(['answer', 'request'])
    expect(notes[0]?.top).toBeGreaterThan(arrows.at(-1)?.bottom ?? 0)
    expect(notes[1]?.top).toBeGreaterThan(notes[0]?.top ?? 0)
    for (const { x, top } of notes) {
      expect(x).toBeLessThan(width - 200)
      expect(top).toBeLessThan(height)
    }
  })
})
