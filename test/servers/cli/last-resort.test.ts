import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { unhandledIn } from '../../../src/servers/cli/last-resort.ts'
import { nodeProgram } from '../../support/node-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let program: string
beforeAll(async () => {
  program = await nodeProgram('test/servers/cli/support/unhandled-process.ts')
})

it('what nobody caught is told by serve, on its error output and in the panel, and ends nobody', async () => {
  const folder = await temporaryFolder()
  const env = {
    ...process.env,
    SESSIONSCOPE_DATA: folder.path,
    SESSIONSCOPE_COUNTER_PORT: '0',
    SESSIONSCOPE_KV_PORT: '0',
    SESSIONSCOPE_PANEL_PORT: '0',
  }
  const child = spawn(process.execPath, [program, 'serve'], { stdio: ['pipe', 'pipe', 'pipe'], env })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
    await folder.remove()
  })
  let warned = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (warned += text))
  const urls: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', url = ''] = line.split(/\s+/)
    urls[name] = url
    if (name === 'panel') break
  }
  child.stdin.write('stray\n')
  await expect
    .poll(() => warned.trim().split('\n'))
    .toEqual(
      ['rejected', 'thrown'].map(
        (how) => `sessionscope: an unexpected error, and what was started is still running: ${how} stray`,
      ),
    )
  expect((await fetch(urls['counter'] ?? '')).status).toBe(200)
  const abort = new AbortController()
  const { body } = await fetch(`${urls['panel'] ?? ''}observations`, { signal: abort.signal })
  let text = ''
  for await (const piece of body ?? []) {
    text += Buffer.from(piece as Uint8Array).toString()
    if (text.includes('The lab met an unexpected error, and is still running: thrown stray')) break
  }
  abort.abort()
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

it('of an output that nobody reads any more, nothing is told there', () => {
  const source = new EventEmitter()
  const told: unknown[] = []
  const stop = unhandledIn(source as unknown as NodeJS.Process)((thrown) => told.push(thrown))
  source.emit('uncaughtException', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  source.emit('unhandledRejection', 'a text')
  stop()
  source.emit('unhandledRejection', 'later')
  expect([told, source.eventNames()]).toEqual([['a text'], []])
})
