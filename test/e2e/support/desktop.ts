import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { failure, type Result } from '../../../src/shared/base/result.ts'
import { endWithUs } from '../../support/end-with-us.ts'
import { test as base, type Kept } from './kept.ts'
import { resetLab, type Order, type RunningLab } from './reset-lab.ts'
import { serverUrl } from './server-url.ts'

type BrowserName = 'Browser A' | 'Browser B'

/** The built application, running, with a data folder of its own. */
export interface Desktop {
  readonly app: ElectronApplication
  /** The React panel. */
  readonly panel: Page
  /** The page of an embedded browser. */
  readonly view: (browser: BrowserName) => Promise<Page>
  readonly data: string
  readonly settingsFile: string
}

const root = resolve(import.meta.dirname, '../../..')

/**
 * Playwright finds the electron package's Electron by itself, and then holds the application's start until it listens; to one
 * that is named to it it connects while that starts, and now and then too late. So the package is told which one it is.
 */
const nameElectron = (): void => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= dirname(
    execFileSync('npm', ['run', '-s', 'electron-path'], { cwd: root, encoding: 'utf8' }).trim(),
  )
}

/** Each worker has a virtual display to itself, where there are such: windows on one would take the focus from each other. */
const ownDisplay = (): Record<string, string> => {
  const displays = (process.env['SESSIONSCOPE_DISPLAYS'] ?? '').split(',')
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)] ?? ''
  return display === '' ? {} : { DISPLAY: display }
}

const tokens: Record<BrowserName, string> = {
  'Browser A': 'Sessionscope-browser-a',
  'Browser B': 'Sessionscope-browser-b',
}

/** How the built application is started on a data folder. */
const commandOn = (data: string, environment: Readonly<Record<string, string>> = {}) => {
  nameElectron()
  return {
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3', root],
    env: {
      ...definedOnly(process.env),
      ...ownDisplay(),
      SESSIONSCOPE_DATA: data,
      SESSIONSCOPE_CONFIG: join(data, 'counter.cfg'),
      SESSIONSCOPE_COUNTER_PORT: '0',
      SESSIONSCOPE_KV_PORT: '0',
      SESSIONSCOPE_PANEL_PORT: '0',
      SESSIONSCOPE_PACE: '30',
      ...environment,
    },
  }
}

/** Starts the built application where nothing of its window is wanted: nobody drives it. */
export const spawnDesktop = (data: string, environment?: Readonly<Record<string, string>>): ChildProcess => {
  const { args, env } = commandOn(data, environment)
  return endWithUs(
    spawn(join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', 'electron'), args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
}

/** Starts the built application as a user would; `settings` is what its counter.cfg says, `data` a folder that there is already. */
export const launchDesktop = async (
  options: { settings?: string; environment?: Record<string, string>; data?: string } = {},
): Promise<Desktop & { close(): Promise<void> }> => {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'sessionscope-')))
  const settingsFile = join(data, 'counter.cfg')
  if (options.settings !== undefined) await writeFile(settingsFile, options.settings)
  const app = await _electron.launch({ timeout: 30_000, ...commandOn(data, options.environment) })
  const panel = await pageWhere(app, (page) => Promise.resolve(page.url().startsWith('sessionscope:')))
  return {
    app,
    panel,
    data,
    settingsFile,
    view: (browser) =>
      pageWhere(
        app,
        async (page) =>
          page.url().startsWith('http:') && (await page.evaluate(() => navigator.userAgent)).includes(tokens[browser]),
      ),
    close: async () => {
      await app.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Milliseconds after which pages are looked at again. */
const lookAgain = 50

// Playwright lists the panel and every view alike, each when it appears; that is before it has gone to its first address, of
// which no event of the application tells.
const pageWhere = async (app: ElectronApplication, isWanted: (page: Page) => Promise<boolean>): Promise<Page> => {
  for (;;) {
    // A page that is on its way elsewhere cannot be asked; the next turn asks it again.
    for (const page of app.windows()) if (await isWanted(page).catch(() => false)) return page
    await app.waitForEvent('window', { timeout: lookAgain }).catch(() => undefined)
  }
}

const definedOnly = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  )

/** The panel's link, as it is for one who has the name of an operation as text. */
interface AnyLink {
  call(name: string, input: unknown): Promise<Result<unknown>>
}

interface KeptDesktop extends Desktop {
  readonly lab: RunningLab
  close(): Promise<void>
}

const startKept = async (): Promise<KeptDesktop> => {
  const desktop = await launchDesktop()
  const { panel, settingsFile } = desktop
  const [counter, kv] = [await serverUrl(panel, 'counter'), await serverUrl(panel, 'key-value')]
  const settings = await readFile(settingsFile, 'utf8')
  const callAll: RunningLab['callAll'] = (orders) =>
    panel.evaluate((given) => {
      const { lab } = window as Window & { lab?: AnyLink }
      if (lab === undefined) throw new Error('The panel has no lab.')
      return Promise.all(given.map(([name, input]) => lab.call(name, input)))
    }, orders)
  const call: RunningLab['call'] = async (name, input) => {
    const [result] = await callAll([[name, input] as Order])
    return result ?? failure('unavailable', 'The panel did not answer.')
  }
  return { ...desktop, lab: { counter, kv, settingsFile, settings, call, callAll } }
}

/** The worker's application: made as new when an earlier test has used it. */
export const sharedDesktop = async (kept: Kept): Promise<Desktop & { readonly lab: RunningLab }> => {
  const { value: desktop, isNew } = await kept.get('desktop', startKept)
  if (isNew) return desktop
  const { panel, lab } = desktop
  await resetLab(lab)
  await panel.emulateMedia({ colorScheme: null, reducedMotion: null })
  await panel.mouse.move(0, 0)
  await panel.evaluate(() => {
    localStorage.clear()
  })
  await panel.reload()
  return desktop
}

/**
 * Tests of the desktop application. `desktop` may have been used before, and is as new; `freshDesktop` is for a test that
 * needs a start of its own, or leaves what cannot be mended.
 */
export const test = base.extend<{ desktop: Desktop; freshDesktop: Desktop }>({
  desktop: async ({ kept }, use) => {
    await use(await sharedDesktop(kept))
  },
  freshDesktop: async ({}, use) => {
    const desktop = await launchDesktop()
    await use(desktop)
    await desktop.close()
  },
})
