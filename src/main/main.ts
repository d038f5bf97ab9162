import { app, dialog } from 'electron'
import { join } from 'node:path'
import type { Result } from '../shared/result.ts'
import { keepCompiledCode, writeCompiledCode } from '../servers/cli/compiled-code.ts'
import { findPlaces, type Places } from '../servers/cli/environment.ts'
import { builtFolder } from './built-folder.ts'
import { commandLineIn } from './command-line.ts'
import type { Desktop } from './desktop.ts'
import { openPanel } from './open-panel.ts'
import { readServers } from './read-servers.ts'
import { announcePanelScheme } from './panel-protocol.ts'

keepCompiledCode()

// An installed application is its own command line: Electron opens nothing, and needs no display, before this module is done.
const args = app.isPackaged ? commandLineIn(process.argv) : undefined
if (args !== undefined) {
  const [{ runInTerminal }, { startRefusingProgram }] = await Promise.all([import('../servers/cli/run-in-terminal.ts'), import('../servers/exercise/refusing-program.ts')])
  const startProgram = startRefusingProgram('The installed command cannot run your code. Use the window, or the command from npm.')
  process.exit(await runInTerminal({ args, panelFolder: builtFolder('renderer'), startProgram }))
}

announcePanelScheme()

const places = findPlaces({}, process.env)

/** One line and a way out, where there is no window yet to show it in. */
const giveUp = (message: string): void => {
  process.stderr.write(`sessionscope: ${message}\n`)
  if (process.env['CI'] === undefined) dialog.showErrorBox('Sessionscope cannot start', message)
  app.exit(1)
}

if (!places.ok) {
  giveUp(places.failure.message)
} else {
  // Chromium's own files beside ours, so that a data folder holds all there is of one user's lab.
  app.setPath('userData', join(places.value.data, 'desktop'))
  if (app.requestSingleInstanceLock()) start(places.value)
  else app.exit(0)
}

function start(where: Places): void {
  // Not `await app.whenReady()`: at the top level of an ES module that never comes.
  const opening = app.whenReady().then(() => open(where))
  let closing: Promise<void> | undefined

  // Who quits while the window is still opening waits for that: half a lab cannot be closed.
  const close = async (): Promise<void> => {
    const opened = await opening.catch(() => undefined)
    if (opened?.ok) await opened.value.close()
    writeCompiledCode()
    app.exit(0)
  }

  app.on('second-instance', () => {
    opening.then((opened) => { if (opened.ok) opened.value.focus() }, () => undefined)
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('before-quit', (event) => {
    event.preventDefault()
    closing ??= close()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { app.quit() })

  opening.then(
    (opened) => { if (!opened.ok && !closing) giveUp(opened.failure.message) },
    (thrown: unknown) => { if (!closing) giveUp(String(thrown)) },
  )
}

// The servers and all that they import are read while Chromium loads the panel: Electron is ready no sooner than this module.
async function open(where: Places): Promise<Result<Desktop>> {
  const panel = openPanel(builtFolder)
  await readServers()
  const { openDesktop } = await import('./desktop.ts')
  return openDesktop(where, panel, builtFolder)
}
