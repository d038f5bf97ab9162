import { expect } from '@playwright/test'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stopProgram } from '../../e2e/support/headless.ts'
import { visit } from '../../e2e/support/visit.ts'
import { seconds, warmUp } from './options.ts'
import { startProbed, type Held, type Probed } from './probed.ts'
import { startTraffic, type Traffic } from './traffic.ts'

/** Starts a counter that keeps sessions in the service at a URL. */
export const startCounter = async (
  folder: string,
  kv: string,
  name = 'counter',
): Promise<Probed & { readonly url: string }> => {
  const config = join(folder, `${name}.cfg`)
  await writeFile(config, `SECRET_KEY = 'dev-secret-0123'\nUSE_SESSION_STORE = True\nKV_URL = '${kv}'\n`)
  const started = await startProbed(['counter', '--port', '0', '--config', config, '--data', folder], ['counter'])
  return { ...started, url: started.urls['counter'] ?? '' }
}

/** Starts a key-value service; on a free port unless told. */
export const startKv = async (
  folder: string,
  { port = 0, settings = '' }: { port?: number; settings?: string } = {},
): Promise<Probed & { readonly url: string; readonly port: number }> => {
  const config = join(folder, 'kv.cfg')
  await writeFile(config, settings)
  const started = await startProbed(['kv', '--port', String(port), '--config', config, '--data', folder], ['key-value'])
  const url = started.urls['key-value'] ?? ''
  return { ...started, url, port: Number(new URL(url).port) }
}

/** Ends a program as a crash does. */
export const kill = async ({ process: child }: Probed): Promise<void> => {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Ends a program as a user does: it finishes what it has begun and exits with 0. */
export const stop = async (...all: readonly Probed[]): Promise<void> => {
  for (const { process: child } of all) expect(await stopProgram(child)).toBe(0)
}

/** What a program holds once the clients that went away are gone for it, too. */
export const heldWhenCalm = async ({ held }: Pick<Probed, 'held'>): Promise<Held> => {
  let last = await held()
  await expect
    .poll(
      async () => {
        const { sockets, openFiles } = last
        last = await held()
        return [last.sockets - sockets, last.openFiles.length - openFiles.length]
      },
      { intervals: [300] },
    )
    .toEqual([0, 0])
  return last
}

/** Lets clients come and go before anything is measured: code is compiled, pools are filled. */
export const warm = async (start: () => Traffic): Promise<void> => {
  const traffic = start()
  await pause(warmUp * 1_000)
  await traffic.stop()
}

interface Soaked {
  /** How often the fault was done. */
  readonly times: number
  readonly traffic: Traffic
}

/** Does a fault again and again, at moments that nobody knows before, while clients go on. */
export const soak = async (
  options: Parameters<typeof startTraffic>[0],
  fault: (nth: number) => Promise<void>,
  quiet: readonly [least: number, most: number] = [800, 3_000],
): Promise<Soaked> => {
  const traffic = startTraffic(options)
  const until = performance.now() + seconds * 1_000
  let times = 0
  while (performance.now() < until) {
    await pause(quiet[0] + Math.random() * (quiet[1] - quiet[0]))
    await fault((times += 1))
  }
  await pause(500)
  await traffic.stop()
  return { times, traffic }
}

/** Milliseconds until a counter serves visits again. */
export const untilServed = async (counter: string): Promise<number> => {
  const began = performance.now()
  await expect.poll(async () => (await visit(counter)).status, { timeout: 20_000, intervals: [20] }).toBe(200)
  return performance.now() - began
}
