import { _electron, errors, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

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

const electronPath = (): string =>
  process.env['SESSIONSCOPE_ELECTRON'] ?? execFileSync('npm', ['run', '-s', 'electron-path'], { cwd: root, encoding: 'utf8' }).trim()

const tokens: Record<BrowserName, string> = { 'Browser A': 'Sessionscope-browser-a', 'Browser B': 'Sessionscope-browser-b' }

/** Starts the built application as a user would; `settings` is what its counter.cfg says. */
export const launchDesktop = async (options: { settings?: string; environment?: Record<string, string> } = {}): Promise<Desktop & { close(): Promise<void> }> => {
  const data = await mkdtemp(join(tmpdir(), 'sessionscope-'))
  const settingsFile = join(data, 'counter.cfg')
  if (options.settings !== undefined) await writeFile(settingsFile, options.settings)
  const app = await launchPatiently({
    executablePath: electronPath(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3', root],
    env: {
      ...definedOnly(process.env),
      SESSIONSCOPE_DATA: data,
      SESSIONSCOPE_CONFIG: settingsFile,
      SESSIONSCOPE_COUNTER_PORT: '0',
      SESSIONSCOPE_KV_PORT: '0',
      SESSIONSCOPE_PANEL_PORT: '0',
      ...options.environment,
    },
  })
  const panel = await pageWhere(app, (page) => Promise.resolve(page.url().startsWith('sessionscope:')))
  return {
    app,
    panel,
    data,
    settingsFile,
    view: (browser) => pageWhere(app, async (page) => page.url().startsWith('http:') && (await page.evaluate(() => navigator.userAgent)).includes(tokens[browser])),
    close: async () => {
      await app.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/**
 * On a loaded machine Playwright now and then (about once in forty launches) connects to Electron too late to see its
 * start, and waits for it in vain; started by itself the application never hangs so. Playwright ends what it gave up on.
 */
const launchPatiently = async (options: LaunchOptions, attempts = 3): Promise<ElectronApplication> => {
  try {
    return await _electron.launch({ ...options, timeout: 15_000 })
  } catch (thrown) {
    if (attempts <= 1 || !(thrown instanceof errors.TimeoutError)) throw thrown
    return launchPatiently(options, attempts - 1)
  }
}

// Playwright lists the panel and every view alike, each when it appears.
const pageWhere = async (app: ElectronApplication, isWanted: (page: Page) => Promise<boolean>): Promise<Page> => {
  for (;;) {
    // A page that is on its way elsewhere cannot be asked; the next turn asks it again.
    for (const page of app.windows()) if (await isWanted(page).catch(() => false)) return page
    await app.waitForEvent('window', { timeout: 1_000 }).catch(() => undefined)
  }
}

const definedOnly = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''))

/** Tests that each have a desktop application of their own. */
export const test = base.extend<{ desktop: Desktop }>({
  desktop: async ({}, use) => {
    const desktop = await launchDesktop()
    await use(desktop)
    await desktop.close()
  },
})
