import { app } from 'electron'
import { join } from 'node:path'
import { systemClock } from '../shared/base/clock.ts'
import { failed, messageOf, success, type Result } from '../shared/base/result.ts'
import type { Places } from '../servers/cli/environment.ts'
import { prepareWhenUsed } from '../servers/exercise/prepare-when-used.ts'
import { openExercise } from '../servers/exercise/student-exercise.ts'
import { startLab, type Lab, type LabOptions } from '../servers/lab/lab.ts'
import { ownDataFolder } from '../servers/lab/own-data-folder.ts'
import { courses } from '../shared/course/courses.ts'
import { openProgressFile } from '../servers/lesson/keep/progress-file.ts'
import { readBuiltInStore } from '../servers/session/built-in-session-store.ts'
import { openSettingsFile } from '../servers/settings/settings-file.ts'
import { closeInTurn } from './close-in-turn.ts'
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
export const openDesktop = async (
  places: Places,
  panel: OpenPanel,
  builtFolder: (name: string) => string,
): Promise<Result<Desktop>> => {
  const { window, menu } = panel
  const owner = await ownDataFolder({ places, program: 'the Sessionscope window', clock: systemClock })
  if (!owner.ok) return owner
  const settings = await openSettingsFile({ path: places.config })
  if (!settings.ok) {
    await owner.value.release()
    return settings
  }
  const exercise = await openExercise({
    folder: join(places.data, 'exercise'),
    clock: systemClock,
    startProgram: startUtilityProgram(builtFolder('main/exercise-child.js')),
  })
  if (!exercise.ok) {
    await settings.value.close()
    await owner.value.release()
    return failed(exercise.failure)
  }
  const stopPreparing = prepareWhenUsed(exercise.value, settings.value)
  const lab = await startOnAnyPort({
    clock: systemClock,
    course: courses[0],
    settings: settings.value,
    exercise: exercise.value,
    host: '127.0.0.1',
    counterPort: places.counterPort,
    kvPort: places.kvPort,
    kvFolder: join(places.data, 'kv'),
    progress: await openProgressFile({
      path: join(places.data, 'progress.json'),
      onProblem: (problem) => {
        console.error(`sessionscope: ${problem}`)
      },
    }),
    pictureFolder: join(places.data, 'pictures'),
    restorePath: join(places.data, 'restore.json'),
    printReport,
    pace: places.pace,
    facts: { version: app.getVersion(), browsers: 'native', settingsFile: places.config },
    createBrowser: ({ browser, partition, log }) =>
      createNativeBrowser({ window, browser, partition, log, onKey: (input) => menu.press(input) }),
    onDefect: (thrown) => {
      console.error(thrown)
    },
  })
  if (!lab.ok) {
    stopPreparing()
    await exercise.value.close()
    await settings.value.close()
    await owner.value.release()
    return failed(lab.failure)
  }
  const { log } = lab.value
  panel.carry(lab.value)
  // It holds no facts, so nothing is lost with it.
  reviveAfterCrash(window.webContents, (crash) => {
    log.append({ kind: 'page.crashed', of: 'panel', ...crash })
  })
  // What is needed no sooner than at a switch is read when there is time for it.
  const { troubles } = lab.value
  const tellOfDefect = (thrown: unknown): void => {
    troubles.report('lab', `Sessionscope met an unexpected error, and is still running: ${messageOf(thrown)}`)
  }
  lab.value.openBrowsers().then(readBuiltInStore).catch(tellOfDefect)
  await panel.loaded
  return success({
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    tellOfDefect,
    close: () =>
      closeInTurn([
        {
          name: 'The panel',
          patience: 1_000,
          close: () => {
            panel.close()
          },
        },
        { name: 'The lab', patience: 8_000, close: () => lab.value.close() },
        {
          name: 'Your code',
          patience: 2_000,
          close: () => {
            stopPreparing()
            return exercise.value.close()
          },
        },
        { name: 'The settings', patience: 1_000, close: () => settings.value.close() },
        { name: 'The data folder', patience: 1_000, close: () => owner.value.release() },
      ]),
  })
}

// A desktop user has no use for "port 5000 is taken": then any free ones do, and the panel shows which.
const startOnAnyPort = async (options: LabOptions): Promise<Result<Lab>> => {
  const wanted = await startLab(options)
  if (wanted.ok || wanted.failure.code !== 'address-in-use') return wanted
  return startLab({ ...options, counterPort: 0, kvPort: 0 })
}
