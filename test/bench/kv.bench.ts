import { test } from '@playwright/test'
import { hold, type Aim, type Contender } from './support/contest.ts'
import { fill, prefixQueries, reads, writes } from './support/fill.ts'
import type { Load } from './support/load.ts'
import { connections, manyKeys } from './support/options.ts'
import type { Table } from '../support/document.ts'
import { report } from './support/report.ts'
import { startOwnKv, startPeer, startPeerOnRedis, withServers, type Server } from './support/servers.ts'
import { packageVersions, redisVersion } from './support/versions.ts'

const name = 'key'
const count = manyKeys.toLocaleString('en-US')

type Kind = (url: string, clients: number, name: string, count: number) => Load

const contenders = (servers: Readonly<Record<string, Server>>, kind: Kind, clients = connections): Contender[] =>
  Object.entries(servers).map(([title, { url, pids }]) => ({
    name: title,
    pids,
    load: kind(url, clients, name, manyKeys),
  }))

const against = (other: string, atLeast?: number): Aim[] =>
  ['on disk', 'in memory'].map((engine) => ({
    of: `Sessionscope, ${engine}`,
    against: other,
    ...(atLeast !== undefined && { atLeast }),
  }))

test('key-value service over many keys', async () => {
  const start = {
    'Sessionscope, on disk': () => startOwnKv('disk'),
    'Sessionscope, in memory': () => startOwnKv('memory'),
    'plain Express, a Map': () => startPeer('express-kv'),
    'Redis behind Express': () => startPeerOnRedis('redis-kv'),
  }
  await withServers<Record<keyof typeof start, Server>>(start, async (servers) => {
    for (const { url } of Object.values(servers)) await fill(url, name, manyKeys)
    const aims = [...against('plain Express, a Map', 0.85), ...against('Redis behind Express')]
    const tables = [
      ...(await hold({ title: '`GET /<key>`', contenders: contenders(servers, reads), aims })),
      ...(await hold({ title: '`POST /`, one key', contenders: contenders(servers, writes), aims })),
      // The peers look at every key: more than a few at once would only wait for each other.
      ...(await hold({
        title: '`GET /?prefix=`, 100 keys found',
        contenders: contenders(servers, prefixQueries, 4),
        aims,
      })),
    ]
    await report({
      name: 'kv',
      title: `Key-value service over ${count} keys`,
      how:
        `Each server holds ${count} keys. Reads and writes come over ${String(connections)} connections, prefix queries over 4. *On disk* each write is flushed to the ` +
        'disk before it is acknowledged; plain Express keeps a Map that ends with the process, and Redis runs with neither file nor log.',
      versions: { ...packageVersions('express', 'lmdb', 'redis', 'autocannon'), ...redisVersion() },
      tables,
    })
  })
})

const sizes = { '1,000': 1_000, '100,000': 100_000, '1,000,000': 1_000_000 } as const
const wanted = 100

test('prefix queries among more and more other keys', async () => {
  const tables: Table[] = []
  for (const engine of ['disk', 'memory'] as const) {
    const titled = (size: keyof typeof sizes) => `${size} other keys`
    const start = Object.fromEntries(Object.keys(sizes).map((size) => [size, () => startOwnKv(engine)])) as Record<
      keyof typeof sizes,
      () => Promise<Server>
    >
    await withServers<Record<keyof typeof sizes, Server>>(start, async (servers) => {
      const entries = Object.entries(servers) as [keyof typeof sizes, Server][]
      for (const [size, { url }] of entries) {
        await fill(url, 'other', sizes[size])
        await fill(url, name, wanted)
      }
      tables.push(
        ...(await hold({
          title: engine === 'disk' ? 'On disk' : 'In memory',
          contenders: entries.map(([size, { url, pids }]) => ({
            name: titled(size),
            pids,
            load: prefixQueries(url, 4, name, wanted),
          })),
          aims: [
            { of: titled('100,000'), against: titled('1,000') },
            { of: titled('1,000,000'), against: titled('1,000'), atLeast: 0.85 },
          ],
        })),
      )
    })
  }
  await report({
    name: 'prefix',
    title: 'Prefix queries among other keys',
    how: `The same query, which finds ${String(wanted)} keys, in services that hold 1,000, 100,000 and 1,000,000 other keys. A ratio of 1 means that the others cost nothing.`,
    versions: packageVersions('lmdb', 'autocannon'),
    tables,
  })
})
