import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { waysToJoin } from '../../../src/shared/copy-as/ways-to-join.ts'
import { isKind } from '../../support/wait-for.ts'
import { ended, tapTo } from './support/open-tap.ts'
import { recordingOrigin } from './support/recording-origin.ts'

const run = promisify(execFile)

/** Without what would lead a client elsewhere, or past every proxy. */
const environment = () => {
  const { PATH, HOME } = process.env
  return { ...(PATH !== undefined && { PATH }), ...(HOME !== undefined && { HOME }) }
}

const shell = (command: string) => run('sh', ['-c', `${command} </dev/null`], { env: environment() })

const commandFor = (client: string, port: number, url: string): string => {
  const way = waysToJoin(port, url).find((one) => one.client === client)
  if (way === undefined) throw new Error(`There is no way for ${client}.`)
  return way.command
}

describe('the command by which a client joins', () => {
  it.each([
    ['curl', (url: string) => `curl '${url}'`],
    ['HTTPie', (url: string) => `http '${url}'`],
    [
      'Python Requests',
      (url: string) => `python3 -c 'import requests, sys; print(requests.get(sys.argv[1]).text)' '${url}'`,
    ],
  ])('of %s brings the application what it gets directly, and is recorded', async (client, direct) => {
    const origin = await recordingOrigin()
    const tap = await tapTo({ ports: [origin.port] })
    const url = `http://localhost:${origin.port}/notes?a=it%27s&b=2`
    await shell(direct(url))
    const { stdout } = await shell(commandFor(client, tap.port, url))
    expect(stdout).toContain('answer')
    const [directly, tapped] = origin.heads()
    expect(tapped).toBe(directly)
    expect(await ended(tap.log, 1)).toMatchObject({ status: 200 })
    expect(tap.log.read(0, 9).find(isKind('exchange.requested'))).toMatchObject({ target: '/notes?a=it%27s&b=2' })
  })

  it.each([
    ['a form', ['-d', 'a=1&b=\u00e4']],
    ['HEAD', ['-I']],
    ['chunks', ['-X', 'PUT', '-H', 'Transfer-Encoding: chunked', '-H', 'Expect:', '--data-binary', 'x']],
    ['a cookie and odd headers', ['-b', 'a=1', '-H', 'X-Empty;', '-H', 'x-odd:  two  blanks ', '-H', 'Accept:']],
    ['HTTP/1.0', ['--http1.0']],
  ])('curl sends %s as it does directly, by SOCKS, by CONNECT and by whole URLs', async (_what, args) => {
    const origin = await recordingOrigin()
    const tap = await tapTo({ ports: [origin.port] })
    const url = `http://localhost:${origin.port}/`
    const ways = [
      [],
      ['-x', `socks5h://127.0.0.1:${tap.port}`],
      ['-p', '-x', `http://127.0.0.1:${tap.port}`],
      ['-x', `http://127.0.0.1:${tap.port}`],
    ]
    for (const way of ways) await run('curl', ['-s', ...args, ...way, url], { env: environment() })
    const [directly, ...others] = origin.heads()
    expect(directly).toBeDefined()
    expect(others).toEqual([directly, directly, directly])
  })
})
