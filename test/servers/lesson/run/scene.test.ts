import { expect, it } from 'vitest'
import type { FromScene } from '../../../../src/shared/course/from-scene.ts'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'
import { textFromScene, type Scene } from '../../../../src/servers/lesson/run/scene.ts'
import { signed, Story } from '../../../support/story.ts'

const cookie = (value: string): JarCookie => ({
  name: 'session',
  value,
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
})

// Browser A holds the second cookie that it was given; Browser B holds one that is not signed.
const scene: Scene = {
  jars: { 'browser-a': [cookie(signed(2))], 'browser-b': [cookie('plain')] },
  record: new Story().page({ count: 1, sets: signed(1) }).page({ count: 2, brought: signed(1), sets: signed(2) })
    .record,
  urls: { counter: 'http://localhost:5000/', kv: 'http://localhost:5100/' },
}

it.each<[string, FromScene<string>, string | undefined]>([
  ['a text is itself', '/', '/'],
  ['what a jar holds', { from: 'jar', browser: 'browser-a' }, signed(2)],
  ['what was received first', { from: 'received', browser: 'browser-a', index: 0 }, signed(1)],
  ['what was not received', { from: 'received', browser: 'browser-b', index: 0 }, undefined],
  ['an address', { from: 'address', server: 'kv' }, 'http://localhost:5100/'],
  ['texts in a row', { join: ['/', { from: 'received', browser: 'browser-a', index: 1 }] }, `/${signed(2)}`],
  ['texts of which one is missing', { join: ['/', { from: 'received', browser: 'browser-a', index: 2 }] }, undefined],
  [
    'another payload under the old signature',
    { alter: 'payload', set: { count: 1_000_000 }, of: { from: 'jar', browser: 'browser-a' } },
    signed(2).replace(/^[^.]+/, 'eyJjb3VudCI6MTAwMDAwMH0'),
  ],
  [
    'another payload of what is not signed',
    { alter: 'payload', set: {}, of: { from: 'jar', browser: 'browser-b' } },
    undefined,
  ],
])('%s', (_what, text, found) => {
  expect(textFromScene(text, scene)).toBe(found)
})
