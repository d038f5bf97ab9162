import { app } from 'electron'
import { messageOf, type Result } from '../shared/base/result.ts'
import { keepCompiledCode, writeCompiledCode } from '../servers/cli/compiled-code.ts'
import { readEnvironment, type Environment } from '../servers/cli/environment.ts'
import { labFiles } from '../servers/lab/lab-files.ts'
import { builtFolder } from './built-folder.ts'
import { commandLineIn } from './command-line.ts'
import { confineNetwork } from './confine-network.ts'
import type { Desktop } from './desktop.ts'
import { giveUp } from './give-up.ts'
import { endAtTheLatest } from './last-resort.ts'
import { becomeTheOnlyOne } from './only-one.ts'
import { openPanel } from './open-panel.ts'
import { announcePanelScheme } from './panel-protocol.ts'
import { readServers } from './read-servers.ts'
import { takeUpStrayErrors } from './stray-errors.ts'
import { keepCertificates } from './view-policy.ts'
import { within } from '../servers/within.ts'

keepCompiledCode()

// An installed application is its own command line: Electron opens nothing, and needs no display, before this module
// is done.
const args = app.isPackaged ? commandLineIn(process.argv) : undefined
if (args !== undefined) {
  const [{ runInTerminal }, { startRefusingProgram }] = await Promise.all([
    import('../servers/cli/run-in-terminal.ts'),
    import('../servers/exercise/refusing-program.ts'),
  ])
  const startProgram = startRefusingProgram(
    'The installed command cannot run your code. Use the window, or the command from npm.',
  )
  process.exit(await runInTerminal({ args, panelFolder: builtFolder('renderer'), startProgram }))
}

announcePanelScheme()
confineNetwork()
keepCertificates()

// Milliseconds: how long an end waits for a window that is still opening, and how long it may take altogether.
const openingAtMost = 5_000
const endAtMost = 18_000

const strays = takeUpStrayErrors(process)
const environment = readEnvironment({}, process.env)
// Chromium's own files beside ours, so that a data folder holds all there is of one user's lab.
const onlyOne = environment.ok ? becomeTheOnlyOne(labFiles(environment.value.data).chromium) : environment

if (!environment.ok) {
  void giveUp(environment.failure.message)
} else if (!onlyOne.ok) {
  void giveUp(onlyOne.failure.message)
} else if (onlyOne.value) {
  start(environment.value)
} else {
  process.stdout.write('sessionscope: it is running already, and has been asked to show its window.\n')
  app.exit(0)
}

function start(where: Environment): void {
  // Not `await app.whenReady()`: at the top level of an ES module that never comes.
  const opening = app.whenReady().then(() => open(where))
  let state: 'running' | 'closing' | 'failed' | 'starting again' = 'running'

  // Who quits while the window is still opening waits for that: half a lab cannot be closed.
  const close = async (): Promise<void> => {
    const callOff = endAtTheLatest(endAtMost)
    const opened = await within(
      openingAtMost,
      opening.catch(() => undefined),
    )
    if (opened === 'late') process.stderr.write('sessionscope: ended while it was still starting.\n')
    const problems = opened !== 'late' && opened?.ok ? await opened.value.close() : []
    for (const problem of problems) process.stderr.write(`sessionscope: ${problem}\n`)
    writeCompiledCode()
    // What could not be opened is told first.
    if (state === 'failed') callOff()
    else app.exit(problems.length === 0 && opened !== 'late' ? 0 : 1)
  }
  const fail = (message: string): void => {
    state = 'failed'
    void giveUp(message)
  }

  app.on('second-instance', () => {
    // Its window is gone: whoever wants it again gets a new one, once this process has let go of everything.
    if (state === 'closing') {
      state = 'starting again'
      app.relaunch()
    }
    opening.then(
      (opened) => {
        if (opened.ok && state === 'running') opened.value.focus()
      },
      () => undefined,
    )
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (state === 'failed') app.exit(1)
    if (state !== 'running') return
    state = 'closing'
    void close()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      app.quit()
    })

  opening.then(
    (opened) => {
      if (!opened.ok) return fail(opened.failure.message)
      strays.tellTo((thrown) => {
        opened.value.tellOfDefect(thrown)
      })
    },
    (thrown: unknown) => {
      fail(messageOf(thrown))
    },
  )
}

// The servers and all that they import are read while Chromium loads the panel: Electron is ready no sooner than this
// module.
async function open(where: Environment): Promise<Result<Desktop>> {
  const panel = openPanel(builtFolder)
  await readServers()
  const { openDesktop } = await import('./desktop.ts')
  return openDesktop(where, panel, builtFolder)
}
