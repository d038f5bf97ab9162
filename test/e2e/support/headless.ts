import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { endWithUs } from '../../support/end-with-us.ts'
import { linkTo } from '../../support/panel-link.ts'
import { test as base, type Kept } from './kept.ts'
import { resetServers, type RunningLab } from './reset-lab.ts'

const root = resolve(import.meta.dirname, '../../..')
const program = join(root, 'out/main/sessionscope.js')

/** `sessionscope serve`, running as a process of its own on free ports. */
export interface Headless {
  readonly counter: string
  readonly kv: string
  /** With the token. */
  readonly panel: string
  readonly settingsFile: string
  readonly data: string
  readonly process: ChildProcess
  /** What it has said on its error output so far. */
  readonly warnings: () => string
}

interface HeadlessOptions {
  readonly settings?: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** A folder for one server's files, gone when `close` is called. */
export const temporaryFolder = async (): Promise<{ path: string; close: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'sessionscope-'))
  return { path, close: () => rm(path, { recursive: true, force: true }) }
}

/** A program that a test started. */
export interface Started {
  readonly process: ChildProcess
  /** The URLs that it printed, by their names. */
  readonly urls: Record<string, string>
  /** What it has said on its error output so far. */
  readonly warnings: () => string
}

/** Starts `sessionscope ARGS` and resolves when it has printed the URLs of these names. */
export const startProgram = async (
  args: readonly string[],
  names: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> => {
  const child = endWithUs(
    spawn(process.execPath, [program, ...args], {
      env: { ...process.env, SESSIONSCOPE_PACE: '30', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  let warnings = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (warnings += text))
  const urls: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', url = ''] = line.split(/\s+/)
    urls[name] = url
    if (names.every((wanted) => wanted in urls)) break
  }
  if (!names.every((wanted) => wanted in urls))
    throw new Error(`sessionscope ${args.join(' ')} ended before it listened: ${warnings}`)
  child.stdout.resume()
  return { process: child, urls, warnings: () => warnings }
}

/** Ends a process that a test started, as a user would, and resolves with its exit code. */
export const stopProgram = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit') as Promise<[number | null]>
  child.kill(signal)
  return (await exited)[0]
}

export const startHeadless = async ({ settings, args = [], environment }: HeadlessOptions = {}): Promise<
  Headless & { close(): Promise<void> }
> => {
  const folder = await temporaryFolder()
  const settingsFile = join(folder.path, 'counter.cfg')
  if (settings !== undefined) await writeFile(settingsFile, settings)
  const where = [
    '--data',
    folder.path,
    '--config',
    settingsFile,
    '--counter-port',
    '0',
    '--kv-port',
    '0',
    '--panel-port',
    '0',
  ]
  const {
    process: child,
    urls,
    warnings,
  } = await startProgram(['serve', ...where, ...args], ['counter', 'key-value', 'panel'], environment)
  return {
    counter: urls['counter'] ?? '',
    kv: urls['key-value'] ?? '',
    panel: urls['panel'] ?? '',
    settingsFile,
    data: folder.path,
    process: child,
    warnings,
    close: async () => {
      await stopProgram(child)
      await folder.close()
    },
  }
}

/** The lab of a running `serve`, as its panel operates it. */
export const labOf = ({ counter, kv, panel, settingsFile }: Headless, settings: string): RunningLab => {
  const link = linkTo(panel)
  return {
    counter,
    kv,
    settingsFile,
    settings,
    call: (name, input) => link.call(name, input),
    callAll: (orders) => Promise.all(orders.map(([name, input]) => link.call(name, input))),
  }
}

/** A `serve` with these settings that an earlier test of the worker may have used, made as new. */
const sharedServers = async (kept: Kept, settings: string): Promise<Headless> => {
  const start = async () => ({ ...(await startHeadless({ settings })), settings })
  const { value: found, isNew } = await kept.get('servers', start)
  if (isNew) return found
  if (found.settings === settings && found.process.exitCode === null) {
    await resetServers(labOf(found, settings))
    return found
  }
  await kept.drop('servers')
  return (await kept.get('servers', start)).value
}

/**
 * Tests of a running `serve`; `settings` is what its counter.cfg says. `servers` may have been used before, and is as new;
 * `freshServers` are for a test that needs a start of its own.
 */
export const test = base
  .extend<{ settings: string }>({
    settings: ['', { option: true }],
  })
  .extend<{ servers: Headless; freshServers: Headless }>({
    servers: async ({ settings, kept }, use) => {
      await use(await sharedServers(kept, settings))
    },
    freshServers: async ({ settings }, use) => {
      const headless = await startHeadless({ settings })
      await use(headless)
      await headless.close()
    },
  })
