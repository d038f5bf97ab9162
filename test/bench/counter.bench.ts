import { test } from '@playwright/test'
import { hold } from './support/contest.ts'
import { returningVisitors } from './support/load.ts'
import { connections } from './support/options.ts'
import { report } from './support/report.ts'
import {
  startFlaskServerSide,
  startOwn,
  startOwnServerSide,
  startPeer,
  startPeerOnRedis,
  startPython,
  withServers,
  type Server,
} from './support/servers.ts'
import { flaskVersions, packageVersions, redisVersion } from './support/versions.ts'

const contenders = (servers: Readonly<Record<string, Server>>) =>
  Promise.all(
    Object.entries(servers).map(async ([name, { url, pids }]) => ({
      name,
      pids,
      load: await returningVisitors(url, connections),
    })),
  )

const startOwnClientSide = async (): Promise<Server> => {
  const { urls, ...server } = await startOwn('counter')
  return { ...server, url: urls.counter }
}

test('counter, sessions in the cookie', async () => {
  const start = {
    Sessionscope: startOwnClientSide,
    'Express + cookie-session': () => startPeer('cookie-session-counter'),
    'plain Express, no sessions': () => startPeer('express-counter'),
    'Flask, the original': () => startPython('flask_counter'),
  }
  await withServers<Record<keyof typeof start, Server>>(start, async (servers) => {
    const tables = await hold({
      contenders: await contenders(servers),
      aims: [
        { of: 'Sessionscope', against: 'Express + cookie-session', atLeast: 1.2 },
        { of: 'Sessionscope', against: 'plain Express, no sessions', atLeast: 0.85 },
        { of: 'Sessionscope', against: 'Flask, the original' },
      ],
    })
    await report({
      name: 'client-side',
      title: 'Counter, sessions in the cookie',
      how: `\`GET /\` by ${String(connections)} visitors at once, each with a browser's headers and the cookie of an earlier visit; every answer sets a new one.`,
      versions: { ...packageVersions('express', 'cookie-session', 'autocannon'), ...flaskVersions() },
      tables,
    })
  })
})

test('counter, sessions in the store', async () => {
  const start = {
    'Sessionscope, on disk': () => startOwnServerSide('disk'),
    'Sessionscope, in memory': () => startOwnServerSide('memory'),
    'express-session on Redis': () => startPeerOnRedis('redis-session-counter'),
    'Flask, the original': startFlaskServerSide,
  }
  await withServers<Record<keyof typeof start, Server>>(start, async (servers) => {
    const tables = await hold({
      contenders: await contenders(servers),
      aims: [
        { of: 'Sessionscope, on disk', against: 'express-session on Redis', atLeast: 0.5 },
        { of: 'Sessionscope, on disk', against: 'Flask, the original', atLeast: 10 },
        { of: 'Sessionscope, in memory', against: 'express-session on Redis', atLeast: 0.5 },
        { of: 'Sessionscope, in memory', against: 'Flask, the original', atLeast: 10 },
      ],
    })
    await report({
      name: 'server-side',
      title: 'Counter, sessions in the store',
      how:
        `\`GET /\` by ${String(connections)} visitors at once, each with its own session. Ours and the original are two processes, and the counter ` +
        'makes two HTTP calls a request; *on disk* each save is flushed to the disk before the answer. Redis runs with neither file nor log, so it keeps nothing that a crash would take.',
      versions: {
        ...packageVersions('express', 'express-session', 'connect-redis', 'redis', 'autocannon'),
        ...redisVersion(),
        ...flaskVersions(),
      },
      tables,
    })
  })
})
