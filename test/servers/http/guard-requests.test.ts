import { request } from 'node:http'
import { expect, test } from 'vitest'
import { allowedHosts, guardHost, guardOrigin } from '../../../src/servers/http/guard-requests.ts'
import { appOf, sendRaw, serve } from '../../support/serve.ts'

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

// RFC 9112 §3.2, §3.2.2.
test.each<[string, string, number]>([
  ['two Host lines', 'GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n', 400],
  ['two of another case, the second foreign', 'GET / HTTP/1.1\r\nHost: localhost:PORT\r\nhOST: evil.example\r\n', 400],
  ['two, the first foreign', 'GET / HTTP/1.1\r\nHost: evil.example\r\nX: 1\r\nHost: localhost:PORT\r\n', 400],
  ['no Host line', 'GET / HTTP/1.1\r\n', 400],
  ['no Host line in HTTP/1.0', 'GET / HTTP/1.0\r\n', 200],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: local host\r\n', 400],
  ['two ports', 'GET / HTTP/1.1\r\nHost: localhost:1:2\r\n', 400],
  ['a user before the host', 'GET / HTTP/1.1\r\nHost: a@localhost\r\n', 400],
  ['a path behind it', 'GET / HTTP/1.1\r\nHost: localhost/a\r\n', 400],
  ['an IPv6 address', 'GET / HTTP/1.1\r\nHost: [::1]:PORT\r\n', 200],
  ['an absolute target', 'GET http://localhost:PORT/ HTTP/1.1\r\nHost: localhost:PORT\r\n', 200],
  ['an absolute target in another case', 'GET HTTP://LOCALHOST:PORT/ HTTP/1.1\r\nHost: localhost:PORT\r\n', 200],
  ['an absolute target without a path', 'GET http://localhost:PORT HTTP/1.1\r\nHost: localhost:PORT\r\n', 200],
  ['the usual port, said once', 'GET http://localhost/ HTTP/1.1\r\nHost: localhost:80\r\n', 200],
  ['an absolute target of another host', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost:PORT\r\n', 400],
  ['a Host of another host', 'GET http://localhost:PORT/ HTTP/1.1\r\nHost: evil.example\r\n', 400],
  ['an absolute target of another port', 'GET http://localhost:1/ HTTP/1.1\r\nHost: localhost:PORT\r\n', 400],
  ['a foreign host in both', 'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n', 403],
  ['a foreign host in the target alone', 'GET http://evil.example/ HTTP/1.0\r\n', 403],
  ['a path that looks like a target', 'GET /http://evil.example/ HTTP/1.1\r\nHost: localhost:PORT\r\n', 200],
])('%s', async (_what, head, status) => {
  const { port } = await serve(appOf(guardHost(allowedHosts('127.0.0.1')), (_request, response) => response.send('in')))
  const answer = await sendRaw(port, `${head.replaceAll('PORT', String(port))}Connection: close\r\n\r\n`)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
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
  expect(
    await statusOf(port, method, { Host: `localhost:${port}`, ...(origin === undefined ? {} : { Origin: origin }) }),
  ).toBe(status)
})
