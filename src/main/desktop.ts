import { app, type BrowserWindow } from 'electron'
import { systemClock } from '../shared/base/clock.ts'
import { success, type Result } from '../shared/base/result.ts'
import type { Environment } from '../servers/cli/environment.ts'
import { prepareWhenUsed } from '../servers/exercise/prepare-when-used.ts'
import { openExercise } from '../servers/exercise/student-exercise.ts'
import { labFiles, type LabFiles } from '../servers/lab/lab-files.ts'
import type { LabKept, LabOptions } from '../servers/lab/lab-options.ts'
import { startLab, type Lab } from '../servers/lab/lab.ts'
import { ownDataFolder } from '../servers/lab/own-data-folder.ts'
import { courses } from '../shared/course/courses.ts'
import { openProgressFile } from '../servers/lesson/keep/progress-file.ts'
import { closeProblems, startOwning, type Lifetime } from '../servers/lifetime.ts'
import { reportDefect } from '../servers/observation/troubles.ts'
import { readBuiltInStore } from '../servers/session/built-in-session-store.ts'
import { openSettingsFile } from '../servers/settings/settings-file.ts'
import type { Subject } from '../servers/subjects/subject.ts'
import { subjectNamed } from '../servers/subjects/subjects.ts'
import { createNativeBrowser } from './native-browser.ts'
import type { OpenPanel } from './open-panel.ts'
import { printReport } from './print-report.ts'
import { reviveAfterCrash } from './revive-after-crash.ts'
import { startUtilityProgram } from './utility-program.ts'

/** The desktop application while it runs. */
export interface Desktop {
  focus(): void
  /** Tells the user of what should never happen. */
  tellOfDefect(thrown: unknown): void
  /** Closes what can be closed, in a bounded time; returns what did not close, a sentence each. */
  close(): Promise<readonly string[]>
}

/** Starts the lab in this process and shows it in the panel. */
export const openDesktop = (
  environment: Environment,
  panel: OpenPanel,
  builtFolder: (name: string) => string,
): Promise<Result<Desktop>> =>
  startOwning(async (life) => {
    const files = labFiles(environment.data)
    const owner = await ownDataFolder({
      files,
      settingsFile: environment.config,
      program: 'the Sessionscope window',
      clock: systemClock,
    })
    if (!owner.ok) return owner
    life.own(() => owner.value.release(), { name: 'The data folder', atMost: 1_000 })
    const subject = subjectNamed(environment.subject)
    if (!subject.ok) return subject
    const kept = await openKept(files, environment.config, builtFolder, life)
    if (!kept.ok) return kept
    const lab = await startOnAnyPort(labOptions(environment, files, kept.value, panel, subject.value))
    if (!lab.ok) return lab
    life.own(lab.value, { name: 'The lab', atMost: 8_000 })
    life.own(panel, { name: 'The panel', atMost: 1_000 })
    const tellOfDefect = (thrown: unknown): void => {
      reportDefect(lab.value.troubles, thrown, 'Sessionscope')
    }
    showLab(panel, lab.value, tellOfDefect)
    await panel.loaded
    return success({
      focus: () => {
        focus(panel.window)
      },
      tellOfDefect,
      close: () => life.close().then(() => [], closeProblems),
    })
  })

const openKept = async (
  files: LabFiles,
  settingsFile: string,
  builtFolder: (name: string) => string,
  life: Lifetime,
): Promise<Result<LabKept>> => {
  const settings = await openSettingsFile({ path: settingsFile })
  if (!settings.ok) return settings
  life.own(settings.value, { name: 'The settings', atMost: 1_000 })
  const exercise = await openExercise({
    folder: files.exercise,
    clock: systemClock,
    startProgram: startUtilityProgram(builtFolder('main/exercise-child.js')),
  })
  if (!exercise.ok) return exercise
  life.own(exercise.value, { name: 'Your code', atMost: 2_000 })
  life.own(prepareWhenUsed(exercise.value, settings.value))
  const progress = await openProgressFile({
    path: files.progress,
    onProblem: (problem) => {
      console.error(`sessionscope: ${problem}`)
    },
  })
  life.own(progress, { name: 'Your progress', atMost: 2_000 })
  return success({ settings: settings.value, exercise: exercise.value, progress })
}

const labOptions = (
  { counterPort, kvPort, tapPort, pace, config }: Environment,
  files: LabFiles,
  kept: LabKept,
  { window, menu }: OpenPanel,
  subject: Subject,
): LabOptions => ({
  subject,
  facts: { version: app.getVersion(), browsers: 'native', settingsFile: config },
  course: courses[0],
  time: { clock: systemClock, pace },
  files,
  kept,
  network: { host: '127.0.0.1', counterPort, kvPort, tapPort },
  devices: {
    createBrowser: ({ browser, partition, log, proxy }) =>
      createNativeBrowser({ window, browser, partition, log, proxy, onKey: (input) => menu.press(input) }),
    printReport,
  },
  tell: {
    onDefect: (thrown) => {
      console.error(thrown)
    },
  },
})

const showLab = (panel: OpenPanel, lab: Lab, tellOfDefect: (thrown: unknown) => void): void => {
  panel.carry(lab)
  // It holds no facts, so nothing is lost with it.
  reviveAfterCrash(panel.window.webContents, (crash) => {
    lab.log.append({ kind: 'page.crashed', of: 'panel', ...crash })
  })
  // What is needed no sooner than at a switch is read when there is time for it.
  lab.openBrowsers().then(readBuiltInStore).catch(tellOfDefect)
}

const focus = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

// A desktop user has no use for "port 5000 is taken": then any free ones do, and the panel shows which.
const startOnAnyPort = async (options: LabOptions): Promise<Result<Lab>> => {
  const wanted = await startLab(options)
  if (wanted.ok || wanted.failure.code !== 'address-in-use') return wanted
  return startLab({ ...options, network: { ...options.network, counterPort: 0, kvPort: 0, tapPort: 0 } })
}
