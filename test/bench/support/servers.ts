import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startProgram, stopProgram, temporaryFolder } from '../../e2e/support/headless.ts'
import { endWithUs } from '../../support/end-with-us.ts'
import { freePort } from '../../support/free-port.ts'
import { startRedis } from '../../support/redis-server.ts'

/** A server that runs for a measurement. Its owner closes it. */
export interface Server {
  readonly url: string
  readonly pids: readonly number[]
  close(): Promise<void>
}

const peers = join(import.meta.dirname, '..', 'peers')
const anyPorts = {
  counter: ['--port', '0'],
  kv: ['--port', '0'],
  serve: ['--counter-port', '0', '--kv-port', '0', '--panel-port', '0'],
} as const

interface OwnOptions {
  readonly settings?: string
  readonly args?: readonly string[]
}

/** Ours: the built `sessionscope counter`, `kv` or `serve`; `urls` are those that it printed, by their names. */
export const startOwn = async (
  command: keyof typeof anyPorts,
  { settings = '', args = [] }: OwnOptions = {},
): Promise<Omit<Server, 'url'> & { readonly urls: { readonly counter: string; readonly kv: string } }> => {
  const folder = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  await writeFile(config, `SECRET_KEY = 'dev-secret-0123'\n${settings}`)
  const printed = command === 'serve' ? ['counter', 'key-value', 'panel'] : [command === 'kv' ? 'key-value' : 'counter']
  const { process: child, urls } = await startProgram(
    [command, ...anyPorts[command], ...args, '--data', folder.path, '--config', config],
    printed,
  )
  return {
    urls: { counter: urls['counter'] ?? '', kv: urls['key-value'] ?? '' },
    pids: [pidOf(child)],
    close: async () => {
      await stopProgram(child)
      await folder.close()
    },
  }
}

/** Ours, the key-value service alone on an engine, as `KV_STORE` names it. */
export const startOwnKv = async (engine: string): Promise<Server> => {
  const { urls, ...server } = await startOwn('kv', { settings: `KV_STORE = '${engine}'\n` })
  return { ...server, url: urls.kv }
}

/** Ours, counter and key-value service as two processes, sessions in the store. */
export const startOwnServerSide = async (engine: string): Promise<Server> => {
  const kv = await startOwnKv(engine)
  const { urls, ...counter } = await startOwn('counter', {
    settings: 'USE_SESSION_STORE = True\n',
    args: ['--kv-port', new URL(kv.url).port],
  })
  return together({ ...counter, url: urls.counter }, kv)
}

/** One of the peers that run on Node. */
export const startPeer = async (name: string, ...args: string[]): Promise<Server> => {
  const child = endWithUs(
    spawn(process.execPath, [join(peers, `${name}.mjs`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => ['the peer ended']),
  ])) as [string]
  if (!URL.canParse(url)) throw new Error(`${name}: ${url}`)
  return { url, pids: [pidOf(child)], close: () => end(child) }
}

/** A Redis of our own, and a peer in front of it. */
export const startPeerOnRedis = async (name: string): Promise<Server> => {
  const redis = await startRedis()
  const peer = await startPeer(name, redis.url)
  return together(peer, { url: redis.url, pids: [redis.pid], close: () => redis.stop() })
}

/** One of the peers in Python; its first argument is the port. */
export const startPython = async (name: string, ...args: string[]): Promise<Server> => {
  const port = await freePort()
  const child = endWithUs(
    spawn('/usr/bin/python3', [join(peers, `${name}.py`), String(port), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  )
  for await (const line of createInterface(child.stderr)) if (line.includes('Running on')) break
  child.stderr.resume()
  const url = `http://127.0.0.1:${String(port)}/`
  return { url, pids: [pidOf(child)], close: () => end(child) }
}

/** The hand-out's pair: counter and key-value service in Flask, sessions in the store. */
export const startFlaskServerSide = async (): Promise<Server> => {
  const folder = await temporaryFolder()
  const kv = await startPython('flask_kv', join(folder.path, 'kv'))
  const counter = await startPython('flask_counter', kv.url)
  const files = { url: '', pids: [], close: folder.close }
  return together(counter, together(kv, files))
}

/** Several servers that answer as one, at the first one's URL. */
const together = (first: Server, behind: Server): Server => ({
  url: first.url,
  pids: [...first.pids, ...behind.pids],
  close: async () => {
    await first.close()
    await behind.close()
  },
})

const pidOf = ({ pid }: ChildProcess): number => pid ?? Number.NaN

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Runs work with servers and closes them, come what may. */
export const withServers = async <S extends Readonly<Record<string, Pick<Server, 'close'>>>>(
  start: { readonly [K in keyof S]: () => Promise<S[K]> },
  work: (servers: S) => Promise<void>,
): Promise<void> => {
  const started: Partial<S> = {}
  try {
    for (const name of Object.keys(start) as (keyof S)[]) started[name] = await start[name]()
    await work(started as S)
  } finally {
    for (const server of Object.values(started)) await (server as Pick<Server, 'close'>).close()
  }
}
