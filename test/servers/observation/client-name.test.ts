import { expect, test } from 'vitest'
import { counterUserAgent } from '../../../src/servers/observation/counter-user-agent.ts'
import { firstNodes } from '../../../src/shared/stream/first-nodes.ts'
import { participantLabel } from '../../../src/shared/stream/node.ts'
import { browserToken, createSenderNames } from '../../../src/servers/observation/client-name.ts'

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36 ${browserToken('browser-a')}`, 'Browser A'],
  [`Mozilla/5.0 (simulated) ${browserToken('browser-b')}`, 'Browser B'],
  [counterUserAgent, 'counter'],
  ['HTTPie/3.2.1', 'HTTPie 3.2.1'],
  ['curl/7.88.1', 'curl 7.88.1'],
  ['python-requests/2.28.1', 'python-requests 2.28.1'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128'],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
    'Chrome 130',
  ],
  ['node', 'node'],
  ['sessionscope-dump', 'dump'],
  [undefined, 'unnamed client'],
  ['', 'unnamed client'],
  ['\u0001\u0002', 'unnamed client'],
  [`${'x'.repeat(500)}/1`, 'x'.repeat(40)],
])('%s is %s', (userAgent, label) => {
  expect(participantLabel(createSenderNames(firstNodes)(userAgent), firstNodes)).toBe(label)
})

test('a node is known by its User-Agent, and what is no node of the stream is a client', () => {
  const senderOf = createSenderNames([{ id: 'shop' }])
  expect(['sessionscope-shop', 'sessionscope-shop/2.0 axios'].map(senderOf)).toEqual(['shop', 'shop'])
  expect(['sessionscope-counter', 'sessionscope-shopping'].map(senderOf)).toEqual([
    'client:sessionscope-counter',
    'client:sessionscope-shopping',
  ])
})
