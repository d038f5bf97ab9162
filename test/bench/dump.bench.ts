import { test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { program } from '../e2e/support/run-program.ts'
import { endWithUs } from '../support/end-with-us.ts'
import { fill } from './support/fill.ts'
import { report } from './support/report.ts'
import { startOwn, startOwnKv, withServers, type Server } from './support/servers.ts'
import { median, rounded } from './support/statistics.ts'

const keys = 50_000
const times = 3

/** Milliseconds that `sessionscope dump` takes. */
const dump = async (url: string): Promise<number> => {
  const began = performance.now()
  const child = endWithUs(spawn(process.execPath, [program, 'dump', url], { stdio: ['ignore', 'pipe', 'inherit'] }))
  let lines = 0
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 0x0a) lines += 1
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0 || lines < keys * 3) throw new Error(`dump ended with ${code} after ${lines} lines`)
  return performance.now() - began
}

const startObserved = async (): Promise<Server> => {
  const { urls, ...server } = await startOwn('serve')
  return { ...server, url: urls.kv }
}

test('a dump of many keys', async () => {
  const start = { kv: () => startOwnKv('disk'), serve: startObserved }
  await withServers<Record<keyof typeof start, Server>>(start, async (servers) => {
    const took: Record<keyof typeof start, number[]> = { kv: [], serve: [] }
    for (const { url } of Object.values(servers)) await fill(url, 'key', keys)
    for (let time = 0; time < times; time += 1)
      for (const name of ['kv', 'serve'] as const) took[name].push(await dump(servers[name].url))
    await report({
      name: 'dump',
      title: 'Dump',
      how: `\`sessionscope dump\` of ${keys.toLocaleString('en-US')} keys, through the plain API: one list of keys, one \`GET\` a key. Median of ${String(times)}, with the start of the program.`,
      tables: [
        {
          head: ['from', 'seconds', 'ms a key'],
          rows: (['kv', 'serve'] as const).map((name) => [
            `\`sessionscope ${name}\`, on disk`,
            rounded(median(took[name]) / 1000),
            rounded(median(took[name]) / keys),
          ]),
        },
      ],
    })
  })
})
