import { hostname } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../shared/base/clock.ts'
import { withoutCredentials } from '../../shared/base/public-url.ts'
import { messageOf, success, type Result } from '../../shared/base/result.ts'
import { createHttpBrowsers } from '../browser/http-browsers.ts'
import { createControlApp } from '../control/control-app.ts'
import { chooseToken, tokenVariable } from '../control/token.ts'
import { startCounter } from '../counter/counter-service.ts'
import type { StartProgram } from '../exercise/program.ts'
import { prepareWhenUsed } from '../exercise/prepare-when-used.ts'
import { openExercise, type StudentExercise } from '../exercise/student-exercise.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import { serveApp, type SenderLimits } from '../http/serve-app.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import { openStorage } from '../kv/storage.ts'
import { startLab } from '../lab/lab.ts'
import { ownDataFolder, type DataFolderOwner } from '../lab/own-data-folder.ts'
import { courses } from '../../shared/course/courses.ts'
import { openProgressFile } from '../lesson/keep/progress-file.ts'
import { readBuiltInStore } from '../session/built-in-session-store.ts'
import { createSecretKeys } from '../session/secret-keys.ts'
import { openSettingsFile, type SettingsFile } from '../settings/settings-file.ts'
import type { Places } from './environment.ts'
import type { OnUnhandled } from './last-resort.ts'
import { problemLine, type Output } from './output.ts'
import { productVersion } from './version.ts'

/** What a command that serves is given. */
export interface RunContext {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly places: Places
  readonly host: string
  readonly output: Output
  readonly panelFolder: string
  /** Starts the program that runs the student's code. */
  readonly startProgram: StartProgram
  readonly limits?: SenderLimits | undefined
  readonly untilStopped: () => Promise<void>
  /** Tells of what nobody caught while it serves. */
  readonly onUnhandled?: OnUnhandled | undefined
}

const clock = systemClock

/** `sessionscope serve`: both servers and the panel, until it is stopped. The data folder is one lab's at a time. */
export const runServe = async (given: RunContext): Promise<Result<undefined>> => {
  const token = chooseToken(given.environment[tokenVariable])
  if (!token.ok) return token
  const stopped = given.untilStopped()
  const context = { ...given, untilStopped: () => stopped }
  const owner = await ownDataFolder({ places: context.places, program: 'sessionscope serve', clock })
  if (!owner.ok) return owner
  try {
    return await serveLab(context, owner.value, token.value)
  } finally {
    await owner.value.release()
  }
}

const serveLab = (context: RunContext, owner: DataFolderOwner, token: string): Promise<Result<undefined>> =>
  withExercise(context, async (settings, exercise, stopped) => {
    const { places, host, output, panelFolder, limits } = context
    const lab = await startLab({
      clock,
      course: courses[0],
      settings,
      exercise,
      host,
      limits,
      hostNames: ownNames(),
      counterPort: places.counterPort,
      kvPort: places.kvPort,
      kvFolder: join(places.data, 'kv'),
      progress: await openProgressFile({
        path: join(places.data, 'progress.json'),
        onProblem: (problem) => {
          output.warn(`sessionscope: ${problem}`)
        },
      }),
      pictureFolder: join(places.data, 'pictures'),
      restorePath: join(places.data, 'restore.json'),
      pace: places.pace,
      facts: { version: productVersion, browsers: 'simulated', settingsFile: places.config },
      createBrowser: createHttpBrowsers(),
      onProblem: (problem) => {
        output.warn(problemLine(problem))
      },
      onDefect: (thrown) => {
        output.warn(`sessionscope: ${String(thrown)}`)
      },
    })
    if (!lab.ok) return lab
    const stopListening = context.onUnhandled?.((thrown) => {
      lab.value.troubles.report('lab', `The lab met an unexpected error, and is still running: ${messageOf(thrown)}`)
    })
    const allowed = allowedHosts(host, ownNames())
    const { dispatch, log } = lab.value
    const stream = {
      onEnded: (problem: string) => {
        output.warn(`sessionscope: ${problem}`)
      },
    }
    // The browsers are the panel's: where nobody looks at it, nobody is there who visits the counter.
    const app = createControlApp({
      dispatch,
      log,
      onVisit: () => lab.value.openBrowsers(),
      stream,
      panelFolder,
      allowedHosts: allowed,
      token,
    })
    const panel = await serveApp(app, { host, port: places.panelPort, limits })
    if (!panel.ok) {
      await lab.value.close()
      stopListening?.()
      return panel
    }
    warnOfNetwork(context)
    output.print(`counter    ${lab.value.counter.url}`)
    output.print(`key-value  ${lab.value.kv.url}`)
    owner.tellPanel(panel.value.url)
    // Behind the #: what stands there no browser sends, so it is in no log and in no Referer.
    output.print(`panel      ${panel.value.url}#token=${token}`)
    await readBuiltInStore()
    await stopped
    await panel.value.close(0)
    await lab.value.close()
    stopListening?.()
    return success(undefined)
  })

/** `sessionscope counter`: the counter alone, until it is stopped. */
export const runCounter = (context: RunContext): Promise<Result<undefined>> =>
  withExercise(context, async (settings, exercise, stopped) => {
    const { places, host, output, limits } = context
    const storeUrl = () =>
      withoutCredentials(
        settings.current().KV_URL ?? `http://${host === '::1' ? '[::1]' : 'localhost'}:${places.kvPort}/`,
      )
    const counter = await startCounter({
      host,
      limits,
      port: places.counterPort,
      allowedHosts: allowedHosts(host, ownNames()),
      settings: () => settings.current(),
      keys: createSecretKeys(() => settings.current()),
      storeUrl,
      exercise: exercise.storeAt(storeUrl),
      clock,
    })
    if (!counter.ok) return counter
    warnOfNetwork(context)
    output.print(`counter    ${counter.value.url}`)
    await readBuiltInStore()
    await stopped
    await counter.value.close()
    return success(undefined)
  })

/** `sessionscope kv`: the key-value service alone, until it is stopped. */
export const runKeyValue = (context: RunContext): Promise<Result<undefined>> =>
  withSettings(context, async (settings, stopped) => {
    const { places, host, output, limits } = context
    const storage = await openStorage({ settings, folder: join(places.data, 'kv'), clock })
    if (!storage.ok) return storage
    const { entries } = storage.value
    const kv = await startKeyValueService({
      host,
      limits,
      port: places.kvPort,
      entries,
      clock,
      allowedHosts: allowedHosts(host, ownNames()),
    })
    if (kv.ok) {
      storage.value.follow({
        onProblem: (problem) => {
          if (problem) output.warn(problemLine(problem))
        },
        onTrouble: (trouble) => {
          if (trouble !== undefined) output.warn(`sessionscope: ${trouble}`)
        },
      })
      warnOfNetwork(context)
      output.print(`key-value  ${kv.value.url}`)
      await stopped
      await kv.value.close()
    }
    await storage.value.close()
    return kv.ok ? success(undefined) : kv
  })

type Run = (settings: SettingsFile, stopped: Promise<void>) => Promise<Result<undefined>>

const withSettings = async (context: RunContext, run: Run): Promise<Result<undefined>> => {
  // Before anything is printed: who reads that a server listens may stop it in the same instant.
  const stopped = context.untilStopped()
  const opened = await openSettingsFile({ path: context.places.config })
  if (!opened.ok) return opened
  const settings = opened.value
  const warn = (): void => {
    for (const problem of settings.problems()) context.output.warn(problemLine(problem))
  }
  warn()
  const unfollow = settings.follow(warn)
  const stopListening = context.onUnhandled?.((thrown) => {
    context.output.warn(
      `sessionscope: an unexpected error, and what was started is still running: ${messageOf(thrown)}`,
    )
  })
  try {
    return await run(settings, stopped)
  } finally {
    stopListening?.()
    unfollow()
    await settings.close()
  }
}

type RunWithExercise = (
  settings: SettingsFile,
  exercise: StudentExercise,
  stopped: Promise<void>,
) => Promise<Result<undefined>>

const withExercise = (context: RunContext, run: RunWithExercise): Promise<Result<undefined>> =>
  withSettings(context, async (settings, stopped) => {
    const folder = join(context.places.data, 'exercise')
    const exercise = await openExercise({ folder, clock, startProgram: context.startProgram })
    if (!exercise.ok) return exercise
    const stopPreparing = prepareWhenUsed(exercise.value, settings)
    try {
      return await run(settings, exercise.value, stopped)
    } finally {
      stopPreparing()
      await exercise.value.close()
    }
  })

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

const ownNames = (): string[] => [hostname(), `${hostname()}.local`]

const warnOfNetwork = ({ host, output }: RunContext): void => {
  if (!isLoopback(host))
    output.warn(`sessionscope: listening on ${host}: everyone on this network can reach these servers`)
}
