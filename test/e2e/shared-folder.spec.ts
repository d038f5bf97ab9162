import { expect } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startProgram, stopProgram, temporaryFolder, type Started } from './support/headless.ts'
import { test } from './support/kept.ts'
import { newVisitors } from './support/new-visitors.ts'
import { ask } from './support/raw-request.ts'
import { run } from './support/run-program.ts'

// Two counters, each with a key-value service of its own, over one folder.
test.describe.configure({ timeout: 180_000 })

const startPair = async (
  folder: string,
  name: string,
): Promise<{ readonly kv: Started; readonly counter: Started }> => {
  const start = async (command: string, settings: string, wanted: string): Promise<Started> => {
    const config = join(folder, `${command}-${name}.cfg`)
    await writeFile(config, settings)
    return startProgram([command, '--port', '0', '--config', config, '--data', folder], [wanted])
  }
  const kv = await start('kv', '', 'key-value')
  const counter = await start(
    'counter',
    `USE_SESSION_STORE = True\nKV_URL = '${kv.urls['key-value'] ?? ''}'\n`,
    'counter',
  )
  return { kv, counter }
}

test('two counters and two services on one folder: no new visitor loses a session, and each service reads what the other wrote', async () => {
  const folder = await temporaryFolder()
  const pairs = [await startPair(folder.path, 'one'), await startPair(folder.path, 'two')]
  const kvs = pairs.map(({ kv }) => kv.urls['key-value'] ?? '')
  const counters = pairs.map(({ counter }) => counter.urls['counter'] ?? '')
  expect(await newVisitors({ counters, count: 150 })).toEqual([])

  const stale: number[] = []
  for (let i = 0; i < 60; i += 1) {
    await ask(kvs[i % 2] ?? '', '/', {
      method: 'POST',
      body: JSON.stringify({ key: i }),
      headers: { 'Content-Type': 'application/json' },
    })
    if ((await ask(kvs[(i + 1) % 2] ?? '', '/key')).text !== `{"key":${i}}`) stale.push(i)
  }
  expect(stale).toEqual([])
  await Promise.all(pairs.flatMap(({ kv, counter }) => [stopProgram(kv.process), stopProgram(counter.process)]))
  await folder.close()
})

test('a data file that was cut short is refused in a line', async () => {
  const folder = await temporaryFolder()
  const { kv, counter } = await startPair(folder.path, 'one')
  await ask(kv.urls['key-value'] ?? '', '/', {
    method: 'POST',
    body: JSON.stringify({ key: 'x'.repeat(100_000) }),
    headers: { 'Content-Type': 'application/json' },
  })
  await Promise.all([stopProgram(kv.process), stopProgram(counter.process)])
  const data = join(folder.path, 'kv', 'data.mdb')
  const whole = await readFile(data)
  await writeFile(data, whole.subarray(0, whole.length / 2))
  const { code, stderr } = await run(process.execPath, [...kv.process.spawnargs.slice(1)])
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^sessionscope: the disk store in .* cannot be opened \(its data\.mdb is damaged[^\n]*\n$/),
  ])
  await folder.close()
})
