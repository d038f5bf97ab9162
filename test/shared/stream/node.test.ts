import { describe, expect, it } from 'vitest'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { entriesFold } from '../../../src/shared/folds/entries.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { setCookieLinesFold } from '../../../src/shared/folds/set-cookie-lines.ts'
import { firstNodes } from '../../../src/shared/stream/first-nodes.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { notYetListening, participantLabel, roleOf, withServerState } from '../../../src/shared/stream/node.ts'
import { baselineSchema } from '../../../src/shared/stream/baseline/baseline.ts'
import { factSchema } from '../../../src/shared/stream/observation.ts'
import { nodeIdSchema } from '../../../src/shared/stream/participant.ts'
import { answered, began, opened, requested, stamped, written } from '../../support/observations.ts'

const shop = [
  notYetListening({ id: 'shop', label: 'My shop', role: 'app' }),
  notYetListening({ id: 'cache', label: 'Cache', role: 'store' }),
]

describe('the nodes of a baseline', () => {
  const { nodes: _, ...old } = emptyBaseline

  it('of 0.1.0 are the two that there were, as its servers were', () => {
    const servers = { counter: { state: 'listening', url: 'http://localhost:5000/' }, kv: { state: 'stopped' } }
    expect(baselineSchema.parse({ ...old, servers }).nodes).toEqual([
      { id: 'counter', label: 'counter', role: 'app', state: 'listening', url: 'http://localhost:5000/' },
      { id: 'kv', label: 'key-value', role: 'store', state: 'stopped', url: '' },
    ])
  })

  it('that says nothing of any are the two as well', () => {
    expect(baselineSchema.parse(old).nodes).toEqual(firstNodes)
  })

  it('are those that it lists', () => {
    expect(baselineSchema.parse({ ...old, nodes: shop }).nodes).toEqual(shop)
    expect(baselineSchema.parse({ ...old, nodes: [] }).nodes).toEqual([])
  })

  it('keep their address while they are stopped, and lose their problem when they listen again', () => {
    const url = 'http://localhost:5000/'
    const listening = withServerState(shop, 'shop', { state: 'listening', url })
    const stopped = withServerState(listening, 'shop', { state: 'stopped', problem: 'it crashed' })
    expect(stopped).toMatchObject([
      { state: 'stopped', url, problem: 'it crashed' },
      { state: 'stopped', url: '' },
    ])
    expect(withServerState(stopped, 'shop', { state: 'listening', url })).toEqual(listening)
  })
})

describe('the id of a node', () => {
  it.each(['counter', 'kv', 'shop-2', 'host:app.example', 'host:127.0.0.1:8080'])('may be %s', (id) => {
    expect(nodeIdSchema.safeParse(id).success).toBe(true)
    expect(factSchema.safeParse(requested({ to: id })).success).toBe(true)
  })

  it.each(['', 'Shop', 'a b', '__proto__', '../etc', '<b>', 'browser-a', 'panel', 'client:curl', 'a'.repeat(41)])(
    'may not be “%s”',
    (id) => {
      expect(nodeIdSchema.safeParse(id).success).toBe(false)
    },
  )
})

describe('nodes of another subject', () => {
  const session = opened({ exchange: 1, id: 'key', outcome: { state: 'loaded', data: {} } })
  const facts = stamped([
    began({ nodes: shop }),
    requested({ exchange: 1, to: 'shop' }),
    requested({ exchange: 2, parent: 1, from: 'shop', to: 'cache' }),
    answered({ exchange: 2, headers: [['Set-Cookie', 'a=1']] }),
    session,
    written('key', '{}'),
    answered({ exchange: 1, headers: [['Set-Cookie', 'b=1']] }),
  ])

  it('are called and taken for what the stream says', () => {
    const { byId } = foldAll(exchangesFold, facts)
    const nodes = byId.get(2)?.nodes ?? []
    expect(participantLabel('shop', nodes)).toBe('My shop')
    expect([roleOf(nodes, 'shop'), roleOf(nodes, 'cache'), roleOf(nodes, 'counter')]).toEqual(['app', 'store', 'other'])
  })

  it('have sessions and entries, as the counter has', () => {
    expect(foldAll(exchangesFold, facts).byId.get(1)?.opened?.id).toBe('key')
    expect(foldAll(entriesFold, facts).byKey.get('key')?.value).toBe('{}')
  })

  it('send each other no cookies that anybody received', () => {
    expect(foldAll(setCookieLinesFold, facts).lines.map(({ exchange }) => exchange)).toEqual([1])
  })
})

it.each([
  ['browser-b', 'Browser B'],
  ['panel', 'panel'],
  ['client:HTTPie 3.2', 'HTTPie 3.2'],
  ['host:app.example', 'app.example'],
  ['unheard-of', 'unheard-of'],
])('%s is called %s', (participant, label) => {
  expect(participantLabel(participant, shop)).toBe(label)
})
