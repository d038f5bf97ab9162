import { test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { endWithUs } from '../support/end-with-us.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { report } from './support/report.ts'
import { median, rounded } from './support/statistics.ts'

const root = resolve(import.meta.dirname, '../..')
const bare = join(import.meta.dirname, 'peers/bare-window')
const probe = join(import.meta.dirname, 'support/start-up-probe.cjs')
const executable = process.env['SESSIONSCOPE_ELECTRON'] ?? ''
const starts = 9
// Chromium keeps compiled code of pages that it has seen so often.
const warmUps = 3

/** Starts an application on the data of its last start; milliseconds until each of these signs was seen, as often as it is listed. */
const start = async (
  application: string,
  folder: string,
  signs: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const ports = { SESSIONSCOPE_COUNTER_PORT: '0', SESSIONSCOPE_KV_PORT: '0', SESSIONSCOPE_PANEL_PORT: '0' }
  const env = {
    ...process.env,
    ...ports,
    SESSIONSCOPE_DATA: folder,
    SESSIONSCOPE_CONFIG: join(folder, 'counter.cfg'),
    XDG_CONFIG_HOME: folder,
  }
  const began = Date.now()
  const child = endWithUs(
    spawn(executable, ['-r', probe, ...asRoot, '--disable-gpu', '--log-level=3', application], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  const exited = once(child, 'exit')
  const seen = new Map<string, number>()
  const missing = [...signs]
  for await (const line of createInterface(child.stdout)) {
    const [, sign = '', at] = /^seen (\S+) (\d+)$/.exec(line) ?? []
    if (at === undefined) continue
    seen.set(sign, Number(at) - began)
    missing.splice(missing.indexOf(sign), 1)
    if (missing.length === 0) break
  }
  child.stdout.resume()
  child.kill('SIGTERM')
  await exited
  if (missing.length > 0) throw new Error(`${application} ended before these were seen: ${missing.join(', ')}`)
  return seen
}

test('start-up of the desktop application', async () => {
  const signs = ['panel', 'browser', 'browser']
  const took: Record<'window' | 'panel' | 'browser', number[]> = { window: [], panel: [], browser: [] }
  const [ourFolder, theirFolder] = [await temporaryFolder(), await temporaryFolder()]
  for (let before = 0; before < warmUps; before += 1) {
    await start(root, ourFolder.path, signs)
    await start(bare, theirFolder.path, ['window'])
  }
  for (let round = 0; round < starts; round += 1) {
    const ours = await start(root, ourFolder.path, signs)
    const theirs = await start(bare, theirFolder.path, ['window'])
    took.window.push(theirs.get('window') ?? Number.NaN)
    took.panel.push(ours.get('panel') ?? Number.NaN)
    took.browser.push(ours.get('browser') ?? Number.NaN)
  }
  await ourFolder.remove()
  await theirFolder.remove()
  const ratio = (what: 'panel' | 'browser') =>
    median(took[what].map((milliseconds, round) => milliseconds / (took.window[round] ?? Number.NaN)))
  const row = (name: string, what: keyof typeof took, aim: string) => {
    const compared =
      what === 'window' ? [] : [`**${rounded(ratio(what))}**`, `${aim} ${ratio(what) <= 1.5 ? '✓' : '✗'}`]
    return [
      name,
      rounded(median(took[what])),
      `${rounded(Math.min(...took[what]))} … ${rounded(Math.max(...took[what]))}`,
      ...compared,
      ...(what === 'window' ? ['', ''] : []),
    ]
  }
  await report({
    name: 'start-up',
    title: 'Start-up of the desktop application',
    how:
      `From the start of the process until it is painted, by turns, ${String(starts)} times each, on the data of earlier starts. *The panel* is usable when it lists the first exchange that the lab's own ` +
      'browsers made; by then both servers listen. *Both browsers* show the counter. The bare window is one `BrowserWindow` with one heading, in the same Electron.',
    tables: [
      {
        head: ['', 'median ms', 'least … most', 'ratio', 'aim'],
        rows: [
          row('bare Electron window', 'window', ''),
          row('the panel', 'panel', '≤ 1.5'),
          row('both browsers', 'browser', '≤ 1.5'),
        ],
      },
    ],
  })
})
