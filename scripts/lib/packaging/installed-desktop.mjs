// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '../failure.mjs'
import { desktopEnvironment } from '../host.mjs'
import { debugPage } from './page-debugger.mjs'

/** `nobody` and `nogroup`: the window of an installed application is not root's. */
const nobody = { uid: 65534, gid: 65534 }

/**
 * @typedef {object} InstalledDesktop
 * @property {import('./page-debugger.mjs').PageDebugger} panel
 * @property {() => Promise<number | null>} close closes the window as its user would; the program's exit code
 * @property {() => void} stop ends the program if it still runs
 */

/**
 * Starts the installed application as an ordinary user and takes hold of its panel by Chromium's own debugging port:
 * Node's inspector, which Playwright would use, is off in it.
 * @param {{ display: string, home: string, environment: Record<string, string> }} options
 * @returns {Promise<InstalledDesktop>}
 */
export async function startInstalledDesktop({ display, home, environment }) {
  const args = ['--remote-debugging-port=0', '--disable-gpu', '--log-level=3', '--force-color-profile=srgb']
  const env = { ...desktopEnvironment(), ...environment, DISPLAY: display, HOME: home, XDG_RUNTIME_DIR: home, CI: '1' }
  const child = spawn('/usr/bin/sessionscope', args, {
    ...nobody,
    cwd: home,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const exited = once(child, 'exit')
  try {
    const panel = await debugPage(await panelAddress(await debuggerAddress(child.stderr, exited)))
    return {
      panel,
      close: async () => {
        await panel.close()
        const [code] = await exited
        return code
      },
      stop: () => void child.kill('SIGKILL'),
    }
  } catch (error) {
    child.kill()
    throw error
  }
}

/**
 * @param {import('node:stream').Readable} stderr
 * @param {Promise<unknown[]>} exited
 * @returns {Promise<string>} what Chromium says when its debugging port listens
 */
async function debuggerAddress(stderr, exited) {
  const lines = createInterface({ input: stderr })
  /** @type {Promise<string>} */
  const said = new Promise((settle) => {
    lines.on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address) settle(address)
      else if (line !== '') process.stderr.write(`${line}\n`)
    })
  })
  const ended = exited.then(([code]) => Promise.reject(new Error(`The application ended with ${String(code)}.`)))
  return Promise.race([said, ended])
}

/**
 * Waits until the panel is there, which has its title as soon as it is more than an address.
 * @param {string} browserAddress
 * @returns {Promise<string>} the address of its debugger
 */
async function panelAddress(browserAddress) {
  const list = `http://${new URL(browserAddress).host}/json/list`
  const giveUp = Date.now() + 30_000
  while (Date.now() < giveUp) {
    const targets = /** @type {{ url: string, title: string, webSocketDebuggerUrl: string }[]} */ (
      await (await fetch(list)).json()
    )
    const panel = targets.find(({ url, title }) => url.startsWith('sessionscope:') && title === 'Sessionscope')
    if (panel) return panel.webSocketDebuggerUrl
    await delay(100)
  }
  throw new Failure('The panel did not come.')
}
