import { test } from '@playwright/test'
import { hold } from './support/contest.ts'
import { fill, reads, writes } from './support/fill.ts'
import { returningVisitors } from './support/load.ts'
import { connections } from './support/options.ts'
import { report } from './support/report.ts'
import { startOwn, withServers } from './support/servers.ts'
import { packageVersions } from './support/versions.ts'

const off = 'not observed'
const on = 'observed'
const aims = [{ of: on, against: off, atLeast: 0.9 }]
const keys = 10_000

type Own = Awaited<ReturnType<typeof startOwn>>

test('what observation costs', async () => {
  const start = {
    counter: () => startOwn('counter'),
    kv: () => startOwn('kv', { settings: "KV_STORE = 'memory'\n" }),
    serve: () => startOwn('serve', { settings: "KV_STORE = 'memory'\n" }),
  }
  await withServers<Record<keyof typeof start, Own>>(start, async ({ counter, kv, serve }) => {
    await fill(kv.urls.kv, 'key', keys)
    await fill(serve.urls.kv, 'key', keys)
    const pair = async (title: string, unobserved: Own, load: (own: Own) => ReturnType<typeof returningVisitors>) =>
      hold({
        title,
        contenders: [
          { name: off, pids: unobserved.pids, load: await load(unobserved) },
          { name: on, pids: serve.pids, load: await load(serve) },
        ],
        aims,
      })
    const tables = [
      ...(await pair('Counter, sessions in the cookie', counter, ({ urls }) =>
        returningVisitors(urls.counter, connections),
      )),
      ...(await pair('Key-value service, `GET /<key>`', kv, ({ urls }) =>
        Promise.resolve(reads(urls.kv, connections, 'key', keys)),
      )),
      ...(await pair('Key-value service, `POST /`', kv, ({ urls }) =>
        Promise.resolve(writes(urls.kv, connections, 'key', keys)),
      )),
    ]
    await report({
      name: 'observation',
      title: 'What observation costs',
      how: `\`sessionscope counter\` and \`kv\` observe nothing; \`sessionscope serve\` records every exchange with its headers and bodies. Both in memory, ${String(connections)} connections.`,
      versions: packageVersions('express', 'autocannon'),
      tables,
    })
  })
})
