import { request } from 'node:http'
import { expect, test } from 'vitest'
import { allowedHosts, guardHost, guardOrigin } from '../../../src/servers/http/guard-requests.ts'
import { appOf, serve } from '../../support/serve.ts'

const statusOf = (port: number, method: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, headers, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

test.each([
  ['127.0.0.1', 'localhost', true],
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '127.9.9.9', true],
  ['127.0.0.1', '[::1]', true],
  ['127.0.0.1', 'evil.example', false],
  ['127.0.0.1', 'localhost.evil.example', false],
  ['127.0.0.1', '127.evil.example', false],
  ['127.0.0.1', '192.168.1.5', false],
  ['0.0.0.0', '192.168.1.5', true],
  ['0.0.0.0', '[fe80::1]', true],
  ['0.0.0.0', 'classroom', true],
  ['0.0.0.0', 'evil.example', false],
])('bound to %s, asked as %s: %s', (bound, hostname, allowed) => {
  expect(allowedHosts(bound, ['Classroom'])(hostname)).toBe(allowed)
})

test('a foreign Host gets 403, with or without a port', async () => {
  const { port } = await serve(appOf(guardHost(allowedHosts('127.0.0.1')), (_request, response) => response.send('in')))
  expect(await statusOf(port, 'GET', { Host: 'evil.example' })).toBe(403)
  expect(await statusOf(port, 'GET', { Host: `evil.example:${port}` })).toBe(403)
  expect(await statusOf(port, 'GET', { Host: `LOCALHOST:${port}` })).toBe(200)
})

test.each([
  ['POST', 'https://evil.example', 403],
  ['DELETE', 'null', 403],
  ['POST', 'http://127.0.0.1:5000', 403],
  ['GET', 'https://evil.example', 200],
  ['POST', 'http://localhost:5000', 200],
  ['POST', undefined, 200],
])('%s with Origin %s: %i', async (method, origin, status) => {
  const { port } = await serve(appOf(guardOrigin, (_request, response) => response.send('in')))
  expect(await statusOf(port, method, { Host: `localhost:${port}`, ...(origin === undefined ? {} : { Origin: origin }) })).toBe(status)
})
