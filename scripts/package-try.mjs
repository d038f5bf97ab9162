// @ts-check
import './lib/require-node.mjs'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { isDebian } from './lib/debian.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { isRoot } from './lib/host.mjs'
import { startInstalledDesktop } from './lib/packaging/installed-desktop.mjs'
import {
  install,
  installedPaths,
  installedProgram,
  presentPaths,
  uninstall,
} from './lib/packaging/installed-package.mjs'
import { dist } from './lib/packaging/packager.mjs'
import { createProgress } from './lib/progress.mjs'
import { capture, mustRun } from './lib/run.mjs'
import { ensureTestTools } from './lib/test-tools.mjs'
import { withVirtualDisplay } from './lib/virtual-display.mjs'

// `npm run package:try`: installs the package that `npm run package` made, uses it as a user would, and removes it again.
const progress = createProgress(process.stdout)
// A fuse's state in the program is a character.
const [DISABLED, ENABLED] = ['0', '1'].map((state) => state.charCodeAt(0))
const picture = join(dist, 'installed.png')

await runMain(async () => {
  if (!isRoot() || !(await isDebian()))
    throw new Failure('Trying the package installs it: that needs root on Debian or its descendants.')
  await ensureDependencies(progress)
  await ensureTestTools(progress)
  const file = (await readdir(dist).catch(() => [])).find((name) => name.endsWith('.deb'))
  if (!file) throw new Failure('There is no package to try: npm run package makes it.')
  const data = await mkdtemp(join(tmpdir(), 'sessionscope-try-'))
  await progress.step(`Installing ${file}`, () => install(join(dist, file)))
  try {
    assert.deepEqual(await presentPaths(), installedPaths)
    await progress.step('The fuses hold: no Node, no inspector, only its own archive', checkFuses)
    await progress.step('The command line serves without a display', () => tryCommandLine(data))
    await progress.step("The window: two browsers, two counts, and the student's code", () =>
      withVirtualDisplay((display) => tryDesktop(display, data)),
    )
  } finally {
    await progress.step('Removing it', uninstall)
    await rm(data, { recursive: true, force: true })
  }
  assert.deepEqual(await presentPaths(), [])
  progress.note(`The window as it was: ${picture}`)
})

/** What is set in the installed program, and that it is heeded. */
async function checkFuses() {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(installedProgram)
  for (const off of [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ]) {
    assert.equal(wire[off], DISABLED, FuseV1Options[off])
  }
  assert.equal(wire[FuseV1Options.OnlyLoadAppFromAsar], ENABLED)
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere.cjs' }
  const { code, stdout, stderr } = await capture('/usr/bin/sessionscope', ['--version'], { env })
  // As Node it would say Node's version; with NODE_OPTIONS it would find no such module.
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/, stderr)
  assert.equal(code, 0)
}

/** @param {string} data */
async function tryCommandLine(data) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const args = ['serve', '--data', join(data, 'headless'), '--counter-port', '0', '--kv-port', '0', '--panel-port', '0']
  const child = spawn('/usr/bin/sessionscope', args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  try {
    /** @type {Record<string, string>} */
    const urls = {}
    for await (const line of createInterface({ input: child.stdout })) {
      const [name = '', url = ''] = line.split(/\s+/)
      urls[name] = url
      if (name === 'panel') break
    }
    const { counter = '', 'key-value': kv = '', panel = '' } = urls
    assert.match(await textOf(counter), /<h1>Count: 1<\/h1>/)
    assert.match(await textOf(panel), /<title>Sessionscope<\/title>/)
    await fetch(kv, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"foo":"bar"}' })
    const { stdout } = await mustRun('sessionscope dump failed.', '/usr/bin/sessionscope', ['dump', kv])
    assert.deepEqual(JSON.parse(stdout), { foo: 'bar' })
    const wrong = await capture('/usr/bin/sessionscope', ['server'])
    assert.deepEqual([wrong.code, wrong.stderr.trim().split('\n').length], [1, 1], wrong.stderr)
  } finally {
    child.kill('SIGTERM')
  }
  assert.deepEqual(await exited, [0, null])
}

/**
 * @param {string} display
 * @param {string} data
 */
async function tryDesktop(display, data) {
  const home = await mkdtemp(join(data, 'home-'))
  await writeFile(join(home, 'counter.cfg'), 'USE_SESSION_STORE = True\n')
  for (const path of [data, home, join(home, 'counter.cfg')]) await chown(path, 65534, 65534)
  const desktop = await startInstalledDesktop({
    display,
    home,
    environment: {
      SESSIONSCOPE_DATA: home,
      SESSIONSCOPE_CONFIG: join(home, 'counter.cfg'),
      SESSIONSCOPE_COUNTER_PORT: '0',
      SESSIONSCOPE_KV_PORT: '0',
    },
  })
  try {
    await useDesktop(desktop.panel, display)
    await useExercise(desktop.panel, join(home, 'counter.cfg'))
    assert.equal(await desktop.close(), 0)
  } finally {
    desktop.stop()
  }
}

/**
 * @param {import('./lib/packaging/page-debugger.mjs').PageDebugger} panel
 * @param {string} display
 */
async function useDesktop(panel, display) {
  const kv = await textMatching(panel, /key-value is listening\s*(localhost:\d+)/)
  await until('both browsers have a session', async () => (await countsIn(`http://${kv}/`)).join() === '1,1')
  for (const counts of ['1,2', '1,3']) {
    await panel.click('section[aria-label="Browser A"] button[aria-label="Reload"]')
    await until(`the counts are ${counts}`, async () => (await countsIn(`http://${kv}/`)).join() === counts)
  }
  for (const browser of ['Browser A', 'Browser B'])
    await textMatching(panel, new RegExp(`(${browser})[\\s\\S]*session=`))
  await mustRun('import (ImageMagick) failed.', 'import', ['-display', display, '-window', 'root', picture])
}

/**
 * The student's code runs in a process of its own, started from within the archive.
 * @param {import('./lib/packaging/page-debugger.mjs').PageDebugger} panel
 * @param {string} settings
 */
async function useExercise(panel, settings) {
  const counter = `http://${await textMatching(panel, /counter is listening\s*(localhost:\d+)/)}/`
  await writeFile(settings, 'USE_SESSION_STORE = True\nUSE_EXERCISE = True\n')
  await until('the counter names the method that is missing', async () =>
    (await textOf(counter)).includes('KeyValueSessionStore.setKey is not implemented'),
  )
  await panel.evaluate("window.lab.call('exercise.demonstrate', {})")
  await until('the counter counts with the worked solution', async () => (await textOf(counter)).includes('Count: 1'))
}

/**
 * Waits until the panel's text matches.
 * @param {import('./lib/packaging/page-debugger.mjs').PageDebugger} panel
 * @param {RegExp} pattern
 * @returns {Promise<string>} its first group
 */
async function textMatching(panel, pattern) {
  let found = ''
  await until(`the panel says ${String(pattern)}`, async () => {
    const text = String(await panel.evaluate('document.body?.textContent'))
    found = pattern.exec(text)?.[1] ?? ''
    return found !== ''
  })
  return found
}

/**
 * @param {string} kv
 * @returns {Promise<number[]>} the counts of all sessions, the smallest first
 */
async function countsIn(kv) {
  const { keys } = /** @type {{ keys: string[] }} */ (JSON.parse(await textOf(kv)))
  const values = await Promise.all(
    keys.map(async (key) => JSON.parse(await textOf(`${kv}${encodeURIComponent(key)}`))[key]),
  )
  return values.map(({ count }) => Number(count)).sort((one, other) => one - other)
}

/**
 * @param {string} url
 * @returns {Promise<string>}
 */
async function textOf(url) {
  return (await fetch(url)).text()
}

/**
 * @param {string} what
 * @param {() => Promise<boolean>} isSo
 */
async function until(what, isSo) {
  const giveUp = Date.now() + 30_000
  while (!(await isSo())) {
    if (Date.now() > giveUp) throw new Failure(`It never came that ${what}.`)
    await delay(100)
  }
}
