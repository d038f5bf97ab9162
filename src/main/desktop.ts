import { app, Menu } from 'electron'
import { join } from 'node:path'
import { systemClock } from '../shared/clock.ts'
import { failed, success, type Result } from '../shared/result.ts'
import type { Places } from '../servers/cli/environment.ts'
import { prepareWhenUsed } from '../servers/exercise/prepare-when-used.ts'
import { openExercise } from '../servers/exercise/student-exercise.ts'
import { startLab, type Lab, type LabOptions } from '../servers/lab/lab.ts'
import { openProgressFile } from '../servers/lesson/progress-file.ts'
import { openSettingsFile } from '../servers/settings/settings-file.ts'
import { builtFolder } from './built-folder.ts'
import { createNativeBrowser } from './native-browser.ts'
import { carryContract } from './panel-carrier.ts'
import { createPanelMenu } from './panel-menu.ts'
import { panelUrl, servePanel } from './panel-protocol.ts'
import { createPanelWindow } from './panel-window.ts'
import { printReport } from './print-report.ts'
import { reviveAfterCrash } from './revive-after-crash.ts'
import { startUtilityProgram } from './utility-program.ts'

/** The desktop application while it runs. */
export interface Desktop {
  focus(): void
  close(): Promise<void>
}

/** Starts the lab in this process and opens its window. */
export const openDesktop = async (places: Places): Promise<Result<Desktop>> => {
  const settings = await openSettingsFile({ path: places.config })
  if (!settings.ok) return settings
  Menu.setApplicationMenu(null)
  servePanel(builtFolder('renderer'))
  const window = createPanelWindow(join(builtFolder('preload'), 'panel.cjs'))
  const menu = createPanelMenu(window.webContents)
  const exercise = await openExercise({
    folder: join(places.data, 'exercise'),
    clock: systemClock,
    startProgram: startUtilityProgram(builtFolder('main/exercise-child.js')),
  })
  if (!exercise.ok) {
    window.destroy()
    await settings.value.close()
    return failed(exercise.failure)
  }
  const stopPreparing = prepareWhenUsed(exercise.value, settings.value)
  const lab = await startOnAnyPort({
    clock: systemClock,
    settings: settings.value,
    exercise: exercise.value,
    host: '127.0.0.1',
    counterPort: places.counterPort,
    kvPort: places.kvPort,
    kvFolder: join(places.data, 'kv'),
    progress: await openProgressFile({ path: join(places.data, 'progress.json'), onProblem: (problem) => { console.error(`sessionscope: ${problem}`) } }),
    pictureFolder: join(places.data, 'pictures'),
    restorePath: join(places.data, 'restore.json'),
    printReport,
    pace: places.pace,
    facts: { version: app.getVersion(), browsers: 'native', settingsFile: places.config },
    createBrowser: ({ browser, partition, log }) => createNativeBrowser({ window, browser, partition, log, onKey: (input) => menu.press(input) }),
    onDefect: (thrown) => { console.error(thrown) },
  })
  if (!lab.ok) {
    window.destroy()
    stopPreparing()
    await exercise.value.close()
    await settings.value.close()
    return failed(lab.failure)
  }
  const { log, dispatch } = lab.value
  const stopCarrying = carryContract({ panel: window.webContents, log, dispatch })
  // It holds no facts, so nothing is lost with it.
  reviveAfterCrash(window.webContents, (crash) => { log.append({ kind: 'page.crashed', of: 'panel', ...crash }) })
  await window.loadURL(panelUrl)
  void lab.value.openBrowsers()
  return success({
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.focus()
    },
    close: async () => {
      stopCarrying()
      menu.close()
      await lab.value.close()
      stopPreparing()
      await exercise.value.close()
      await settings.value.close()
    },
  })
}

// A desktop user has no use for "port 5000 is taken": then any free ones do, and the panel shows which.
const startOnAnyPort = async (options: LabOptions): Promise<Result<Lab>> => {
  const wanted = await startLab(options)
  if (wanted.ok || wanted.failure.code !== 'address-in-use') return wanted
  return startLab({ ...options, counterPort: 0, kvPort: 0 })
}
