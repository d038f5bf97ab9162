import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startProgram, stopProgram, temporaryFolder, test } from './support/headless.ts'
import { ask } from './support/raw-request.ts'
import { program, root, run, sessionscope } from './support/run-program.ts'

const oneLine = /^sessionscope: [^\n]+\n$/

test('--help names every command, --version the version; both succeed', async () => {
  const help = await sessionscope(['--help'])
  expect([help.code, help.stderr]).toEqual([0, ''])
  for (const command of ['serve', 'counter', 'kv', 'dump']) expect(help.stdout).toContain(command)
  const serve = await sessionscope(['serve', '--help'])
  for (const option of ['--config', '--host', '--counter-port', '--kv-port', '--panel-port', '--data'])
    expect(serve.stdout).toContain(option)
  expect(await sessionscope(['--version'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  })
})

const mistakes: [what: string, args: string[], says: RegExp][] = [
  ['an unknown option', ['serve', '--prot', '1'], /--prot/],
  ['an unknown command', ['sevre'], /sevre/],
  ['a port that is none', ['kv', '--port', '70000'], /65535/],
  ['a port that is no number', ['kv', '--port', 'http'], /65535/],
  ['an address of another machine', ['kv', '--host', '203.0.113.1', '--port', '0'], /not an address of this machine/],
  ['a service that is not there', ['dump', 'http://localhost:1/'], /localhost:1/],
  ['a URL that is none', ['dump', 'not a url'], /not a url/],
]
for (const [what, args, says] of mistakes) {
  test(`${what} is one line and a non-zero exit`, async () => {
    const folder = await temporaryFolder()
    const { code, stdout, stderr } = await sessionscope(args, { environment: { SESSIONSCOPE_DATA: folder.path } })
    expect(code).toBeGreaterThan(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(oneLine)
    expect(stderr).toMatch(says)
    await folder.close()
  })
}

test('a taken port is one line and a non-zero exit, for each server', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = String((other.address() as AddressInfo).port)
  for (const [command, option] of [
    ['counter', '--port'],
    ['kv', '--port'],
    ['serve', '--counter-port'],
    ['serve', '--kv-port'],
    ['serve', '--panel-port'],
  ] as const) {
    const folder = await temporaryFolder()
    const free = command === 'serve' ? ['--counter-port', '0', '--kv-port', '0', '--panel-port', '0'] : []
    const { code, stderr } = await sessionscope([command, ...free, option, taken, '--data', folder.path])
    expect([command, code]).toEqual([command, 1])
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain(`port ${taken}`)
    await folder.close()
  }
  other.close()
})

test('a settings file that is a folder is one line and a non-zero exit', async () => {
  const folder = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  await mkdir(config)
  const { code, stderr } = await sessionscope(['counter', '--port', '0', '--config', config, '--data', folder.path])
  expect(code).toBe(1)
  expect(stderr).toMatch(oneLine)
  expect(stderr).toContain(config)
  await folder.close()
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} lets an open request finish and ends with 0`, async () => {
    const folder = await temporaryFolder()
    const { process: child, urls } = await startProgram(['kv', '--port', '0', '--data', folder.path], ['key-value'])
    const kv = urls['key-value'] ?? ''
    // A request whose body is still on its way when the signal comes; `continue` says that the server has its head.
    const open = request(kv, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Expect: '100-continue', 'Content-Length': 12 },
    })
    open.flushHeaders()
    await once(open, 'continue')
    const exited = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    await expect
      .poll(() =>
        ask(kv, '/').then(
          () => 'answers',
          () => 'refuses',
        ),
      )
      .toBe('refuses')
    const answered = once(open, 'response') as Promise<[IncomingMessage]>
    open.end('{"signal":1}')
    const [answer] = await answered
    expect([answer.statusCode, await text(answer)]).toEqual([200, '{"signal":1}'])
    expect((await exited)[0]).toBe(0)
    await folder.close()
  })
}

test('the environment moves files and ports', async () => {
  const folder = await temporaryFolder()
  const environment = {
    SESSIONSCOPE_DATA: folder.path,
    SESSIONSCOPE_CONFIG: join(folder.path, 'other.cfg'),
    SESSIONSCOPE_KV_PORT: 'x',
  }
  expect(await sessionscope(['kv'], { environment })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('SESSIONSCOPE_KV_PORT'),
  })
  await folder.close()
})

test('dump prints one JSON object a key, indented by two, narrowed by a prefix', async ({ servers: { kv } }) => {
  await ask(kv, '/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"foo":"bar","fa":{"count":6},"b":null}',
  })
  expect(await sessionscope(['dump', kv])).toEqual({
    code: 0,
    stdout: '{\n  "b": null\n}\n{\n  "fa": {\n    "count": 6\n  }\n}\n{\n  "foo": "bar"\n}\n',
    stderr: '',
  })
  expect(await sessionscope(['dump', kv, '--prefix', 'fo'])).toMatchObject({
    code: 0,
    stdout: '{\n  "foo": "bar"\n}\n',
  })
})

test('dump survives a reader that has enough', async ({ servers: { kv } }) => {
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`key-${n}`, 'x'.repeat(100)]))
  await ask(kv, '/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(many) })
  const shell = `set -o pipefail; "${process.execPath}" "${program}" dump ${kv} | head -n 2`
  expect(await run('bash', ['-c', shell])).toEqual({
    code: 0,
    stdout: '{\n  "key-0": "' + 'x'.repeat(100) + '"\n',
    stderr: '',
  })
})

test('bad settings are told with file, line and key, and the servers run on', async ({}) => {
  const folder = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  await writeFile(config, '# mine\nUSE_SESSION_STORE = maybe\n')
  const child = spawn(process.execPath, [program, 'counter', '--port', '0', '--data', folder.path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  await once(child.stdout, 'data')
  await expect.poll(() => stderr).toContain(`${config}:2: USE_SESSION_STORE`)
  expect(await stopProgram(child)).toBe(0)
  await folder.close()
})

test('npm run sessionscope passes arguments, output and exit code on', async () => {
  expect(await run('npm', ['run', '-s', 'sessionscope', '--', '--version'], { cwd: root })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d/),
  })
  expect((await run('npm', ['run', '-s', 'sessionscope', '--', 'sevre'], { cwd: root })).code).not.toBe(0)
})
