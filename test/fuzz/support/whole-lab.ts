import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { observationSchema, type Observation } from '../../../src/shared/stream/observation.ts'
import { createControlApp } from '../../../src/servers/control/control-app.ts'
import type { StartProgram } from '../../../src/servers/exercise/program.ts'
import { allowedHosts } from '../../../src/servers/http/guard-requests.ts'
import { serveApp, type SenderLimits } from '../../../src/servers/http/serve-app.ts'
import { startLab } from '../../../src/servers/lab/lab.ts'
import { createLifetime } from '../../../src/servers/lifetime.ts'
import { counterOf } from '../../support/counter-of.ts'
import { newLabOptions } from '../../support/lab-options.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** How long the servers wait for a sender: not long, so that those who never finish do not hold up a run. */
const limits: SenderLimits = { headers: 400, request: 800 }

/** Of the panel. */
const token = 'token-of-the-whole-lab'

/** What an operation over HTTP says besides. */
export const asPanel = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` } as const

/** Milliseconds after which a connection on which nothing is under way may still be open, and no other. */
export const settledWithin = limits.request + 1_500

// What is made up here is not to be run: the process of the student's code ends as soon as it is started.
const startNothing: StartProgram = (listener) => {
  setImmediate(() => {
    listener.onEnd()
  })
  return { send: () => undefined, kill: () => undefined }
}

/** Starts what `sessionscope serve` starts, in this process, until the test is over. */
export const startWholeLab = async (settingsText = "KV_STORE = 'memory'\n") => {
  const life = createLifetime()
  onTestFinished(() => life.close())
  const folder = await temporaryFolder()
  life.own(() => folder.remove())
  const path = join(folder.path, 'counter.cfg')
  await writeFile(path, settingsText)
  const defects: unknown[] = []
  const options = await newLabOptions(life, {
    data: folder.path,
    startProgram: startNothing,
    onDefect: (thrown) => defects.push(thrown),
  })
  const lab = valueOf(await startLab({ ...options, network: { ...options.network, limits } }))
  life.own(lab)
  const control = createControlApp({
    dispatch: lab.dispatch,
    log: lab.log,
    panelFolder: folder.path,
    allowedHosts: allowedHosts('127.0.0.1'),
    token,
  })
  const panel = valueOf(await serveApp(control, { host: '127.0.0.1', port: 0, limits }))
  life.own(() => panel.close(0))
  const own = { ...lab, ...counterOf(lab) }
  return { ...own, panel, settings: options.kept.settings, settingsPath: path, folder: folder.path, defects }
}

export type WholeLab = Awaited<ReturnType<typeof startWholeLab>>

/** What must be so whatever was sent: nothing broke, every exchange came to its end, the stream is what it says, all three answer. */
export const expectHealthy = async ({ log, defects, counter, kv, panel }: WholeLab): Promise<void> => {
  expect(defects).toEqual([])
  await expect.poll(() => openExchanges(log.read(0, Number.MAX_SAFE_INTEGER)), { timeout: 5_000 }).toEqual([])
  for (const observation of log.read(0, Number.MAX_SAFE_INTEGER))
    observationSchema.parse(JSON.parse(JSON.stringify(observation)))
  for (const url of [`${counter.url}favicon.ico`, `${kv.url}healthy`, `${kv.url}?prefix=`])
    expect((await fetch(url)).ok).toBe(true)
  const dump = await fetch(`${panel.url}operations/entries.dump`, {
    method: 'POST',
    headers: asPanel,
    body: '{"prefix":""}',
  })
  expect(await dump.json()).toMatchObject({ ok: true })
}

// What is told of exchanges that have no outcome, or more than one.
const openExchanges = (observations: ReturnType<WholeLab['log']['read']>): Observation[] => {
  const outcomes = new Map<number, number>()
  for (const observation of observations) {
    if (observation.kind === 'exchange.requested') outcomes.set(observation.exchange, 0)
    if (observation.kind === 'exchange.answered' || observation.kind === 'exchange.failed') {
      const before = outcomes.get(observation.exchange)
      if (before !== undefined) outcomes.set(observation.exchange, before + 1)
    }
  }
  const isOpen = (exchange: number | undefined) => exchange !== undefined && (outcomes.get(exchange) ?? 1) !== 1
  return observations.filter((observation) => 'exchange' in observation && isOpen(observation.exchange))
}
