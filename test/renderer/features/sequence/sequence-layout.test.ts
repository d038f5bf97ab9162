import { firstNodes } from '../../../../src/shared/stream/first-nodes.ts'
import { describe, expect, it } from 'vitest'
import { leftOut, lifelinesOf, takingPart } from '../../../../src/renderer/features/sequence/lifelines.ts'
import { layOut } from '../../../../src/renderer/features/sequence/sequence-layout.ts'
import { foldAll } from '../../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../../src/shared/folds/exchanges.ts'
import { messagesOf } from '../../../../src/shared/exchange/messages.ts'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import {
  heldPlaces,
  heldRoots,
  messagesOfClicks,
  newestRoots,
} from '../../../../src/renderer/features/sequence/shown-clicks.ts'
import { wrapText } from '../../../../src/renderer/features/sequence/wrap-text.ts'
import type { HeldHop } from '../../../../src/shared/stream/steps.ts'
import { answered, requested, stamped, utf8 } from '../../../support/observations.ts'

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
  {
    held = new Map(),
    room = 1000,
    scale = 1,
  }: { held?: ReadonlyMap<string, number>; room?: number; scale?: number } = {},
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
    expect(new Set(gaps)).toEqual(new Set([202]))
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

describe('who takes part', () => {
  const { messages } = messagesOf(viewOf([...visit, fromClient(3, 'curl')]), 10)
  const known = lifelinesOf(messages, firstNodes, others, others)

  it('has a lifeline, and the others are named', () => {
    const part = takingPart(known, messages.slice(0, 3))
    expect(part.map(({ label }) => label)).toEqual(['Browser A', 'counter', 'key-value'])
    expect(leftOut(known, part)).toEqual(['Browser B', 'curl'])
  })
})

describe('the newest click', () => {
  const redirect = [
    requested({ exchange: 3, method: 'POST', target: '/reset' }),
    answered({ exchange: 3, status: 302 }),
    requested({ exchange: 4 }),
    answered({ exchange: 4 }),
  ]
  const newest = (...facts: Fact[]) => newestRoots(viewOf(facts)).map(({ id }) => id)

  it('is the last exchange that nobody caused, without what a browser fetches for its tab', () => {
    expect(newest(...visit)).toEqual([1])
    expect(newest(...visit, requested({ exchange: 3, target: '/favicon.ico' }))).toEqual([1])
    expect(newest()).toEqual([])
  })

  it('begins with the redirects that led to it, of the same sender', () => {
    expect(newest(...visit, ...redirect)).toEqual([3, 4])
    expect(newest(...visit, ...redirect, requested({ exchange: 5, from: 'browser-b' }))).toEqual([5])
  })
})

describe('values', () => {
  it.each([16, 40, 300])('are all there in lines that fit, %i pixels wide', (width) => {
    const text = 'Cookie: session=828461d4-6ce1-4fec-ab83-7da78d0372b6; other=1'
    const lines = wrapText(text, width * 6, 1, () => 'too long')
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual((width * 6) / 7.25)
  })

  it('that nobody reads in a drawing say how much is not there', () => {
    const lines = wrapText('x'.repeat(5000), 725, 1, (count) => `${count} more`)
    expect(lines).toHaveLength(15)
    expect(lines.at(-1)).toBe('3600 more')
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

  const held: HeldHop = {
    ...hop('answer'),
    answer: { kind: 'answer', status: 200, reason: 'OK', headers: [], body: utf8('{"x":1}') },
  }

  it('is drawn as the last message, with what it is about to say, and counted in its click', () => {
    const view = viewOf(visit.slice(0, 2))
    const messages = messagesOfClicks(heldRoots([held], view), view, [held])
    expect(messages.map(({ key }) => key)).toEqual(['1 request', '2 request', '2 answer'])
    const places = heldPlaces([held], messages, view)
    expect(places).toEqual(new Map([['2 answer', 3]]))
    const lifelines = lifelinesOf(messages, firstNodes, others, others)
    const { arrows } = layOut({ messages, lifelines, held: places, room: 1000, scale: 1 })
    expect(arrows.at(-1)).toMatchObject({ label: ['200'], notes: ['{"x":1}'], heldAs: 3 })
    expect(arrows[1]?.heldAs).toBeUndefined()
  })
})
