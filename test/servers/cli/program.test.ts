import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { productVersion } from '../../../src/servers/cli/version.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { authorizationOf } from '../../support/panel-link.ts'
import { sendRaw } from '../../support/serve.ts'
import { startCommand } from './support/start-command.ts'

const urlOf = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.startsWith(name))?.split(/\s+/)[1] ?? ''
const portOf = (lines: readonly string[], name: string): number => Number(new URL(urlOf(lines, name)).port)

describe('a sender that is slow', () => {
  const limits = { headers: 200, request: 400 }

  it('gets 408 from each server of serve, in its own words', async () => {
    const { printed } = await startCommand(['serve'], { limits })
    await expect.poll(() => printed.length).toBe(3)
    const halfHead = 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '
    const halfBody =
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a"'
    for (const half of [halfHead, halfBody]) {
      expect(await sendRaw(portOf(printed, 'key-value'), half)).toMatch(
        /^HTTP\/1\.1 408 Request Timeout\r\n[^]*\{"error":"The request did not arrive in time/,
      )
      expect(await sendRaw(portOf(printed, 'counter'), half.replace('POST / ', 'POST /reset '))).toMatch(
        /^HTTP\/1\.1 408 Request Timeout\r\n[^]*<h1>408 Request Timeout<\/h1>/,
      )
      expect(
        await sendRaw(
          portOf(printed, 'panel'),
          half.replace(
            /^POST \/ .*\r\n/,
            (line) =>
              `${line.replace('/', '/operations/log.clear')}Authorization: ${authorizationOf(urlOf(printed, 'panel'))['Authorization'] ?? ''}\r\n`,
          ),
        ),
      ).toMatch(/^HTTP\/1\.1 408 /)
    }
  })

  it('that drips headers for ever is cut off too', async () => {
    const { printed } = await startCommand(['kv'], { limits })
    await expect.poll(() => printed.length).toBe(1)
    const socket = connect(portOf(printed, 'key-value'), '127.0.0.1')
    await once(socket, 'connect')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString())).on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X: 1\r\n'), 20)
    await once(socket, 'close')
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })
})

it('the version is that of the package', async () => {
  expect(productVersion).toBe(packageJson.version)
  const { code, printed } = await startCommand(['--version'])
  expect([await code, printed]).toEqual([0, [productVersion]])
})

it.each([
  ['serve', ['--config', '--data', '--host', '--counter-port', '--kv-port', '--panel-port']],
  ['counter', ['--config', '--data', '--host', '--port', '--kv-port']],
  ['kv', ['--config', '--data', '--host', '--port']],
  ['dump', ['url', '--prefix']],
])('%s --help says what each option is for', async (command, options) => {
  const { code, printed, warned } = await startCommand([command, '--help'])
  expect([await code, warned]).toEqual([0, []])
  for (const option of options)
    expect(printed.join('\n')).toMatch(new RegExp(`^ +${option}( <\\w+>)? {2,}\\S.{8,}`, 'm'))
})
