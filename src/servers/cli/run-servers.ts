import { hostname } from 'node:os'
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
import { serveApp, type RunningServer, type SenderLimits } from '../http/serve-app.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import { openStorage } from '../kv/storage.ts'
import { labFiles } from '../lab/lab-files.ts'
import { startLab, type Lab } from '../lab/lab.ts'
import { ownDataFolder } from '../lab/own-data-folder.ts'
import { courses } from '../../shared/course/courses.ts'
import { openProgressFile } from '../lesson/keep/progress-file.ts'
import { startOwning, type Lifetime } from '../lifetime.ts'
import { reportDefect } from '../observation/troubles.ts'
import { readBuiltInStore } from '../session/built-in-session-store.ts'
import { createSecretKeys } from '../session/secret-keys.ts'
import { openSettingsFile, type SettingsFile } from '../settings/settings-file.ts'
import type { Subject } from '../subjects/subject.ts'
import { subjectNamed } from '../subjects/subjects.ts'
import type { Environment } from './environment.ts'
import type { OnUnhandled } from './last-resort.ts'
import { placesOf } from './places-of.ts'
import { problemLine, type CommandOutput } from './output.ts'
import { productVersion } from './version.ts'

/** What a command that serves is given. */
export interface RunContext {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly environment: Environment
  readonly host: string
  readonly output: CommandOutput
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
export const runServe = async (context: RunContext): Promise<Result<undefined>> => {
  const token = chooseToken(context.variables[tokenVariable])
  if (!token.ok) return token
  const subject = subjectNamed(context.environment.subject)
  if (!subject.ok) return subject
  return untilStopped(context, async (life) => {
    const owner = await ownDataFolder({
      files: labFiles(context.environment.data),
      settingsFile: context.environment.config,
      program: 'sessionscope serve',
      clock,
    })
    if (!owner.ok) return owner
    life.own(() => owner.value.release())
    const ownPorts = new Set([context.environment.panelPort])
    const lab = await openLab(context, { subject: subject.value, ownPorts }, life)
    if (!lab.ok) return lab
    const panel = await servePanel(context, lab.value, token.value)
    if (!panel.ok) return panel
    life.own(() => panel.value.close(0))
    ownPorts.add(panel.value.port)
    warnOfNetwork(context)
    const { output } = context
    for (const line of placesOf(lab.value.subject)) output.print(line)
    owner.value.tellPanel(panel.value.url)
    // Behind the #: what stands there no browser sends, so it is in no log and in no Referer.
    output.print(`panel      ${panel.value.url}#token=${token.value}`)
    await readBuiltInStore()
    return success(undefined)
  })
}

/** `sessionscope counter`: the counter alone, until it is stopped. */
export const runCounter = (context: RunContext): Promise<Result<undefined>> =>
  untilStopped(context, async (life) => {
    const { environment, host, output, limits } = context
    const settings = await openSettings(context, life)
    if (!settings.ok) return settings
    const exercise = await openTheExercise(context, settings.value, life)
    if (!exercise.ok) return exercise
    const now = () => settings.value.current()
    const storeUrl = () =>
      withoutCredentials(now().KV_URL ?? `http://${host === '::1' ? '[::1]' : 'localhost'}:${environment.kvPort}/`)
    const counter = await startCounter({
      host,
      limits,
      port: environment.counterPort,
      allowedHosts: allowedHosts(host, ownNames()),
      settings: now,
      keys: createSecretKeys(now),
      storeUrl,
      exercise: exercise.value.storeAt(storeUrl),
      clock,
    })
    if (!counter.ok) return counter
    life.own(counter.value)
    warnOfNetwork(context)
    output.print(`counter    ${counter.value.url}`)
    await readBuiltInStore()
    return success(undefined)
  })

/** `sessionscope kv`: the key-value service alone, until it is stopped. */
export const runKeyValue = (context: RunContext): Promise<Result<undefined>> =>
  untilStopped(context, async (life) => {
    const { environment, host, output, limits } = context
    const settings = await openSettings(context, life)
    if (!settings.ok) return settings
    const storage = await openStorage({ settings: settings.value, folder: labFiles(environment.data).kv, clock })
    if (!storage.ok) return storage
    const { entries } = life.own(storage.value)
    const kv = await startKeyValueService({
      host,
      limits,
      port: environment.kvPort,
      entries,
      clock,
      allowedHosts: allowedHosts(host, ownNames()),
    })
    if (!kv.ok) return kv
    life.own(kv.value)
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
    return success(undefined)
  })

/** Starts something, which is closed when it is told to stop, or when its start fails. */
const untilStopped = async (
  context: RunContext,
  start: (life: Lifetime) => Promise<Result<undefined>>,
): Promise<Result<undefined>> => {
  // Before anything is printed: who reads that a server listens may stop it in the same instant.
  const stopped = context.untilStopped()
  const life = await startOwning(async (owned) => {
    const started = await start(owned)
    return started.ok ? success(owned) : started
  })
  if (!life.ok) return life
  await stopped
  await life.value.close()
  return success(undefined)
}

const openSettings = async (context: RunContext, life: Lifetime): Promise<Result<SettingsFile>> => {
  const { output } = context
  const settings = await openSettingsFile({ path: context.environment.config })
  if (!settings.ok) return settings
  life.own(settings.value)
  const warn = (): void => {
    for (const problem of settings.value.problems()) output.warn(problemLine(problem))
  }
  warn()
  life.own(settings.value.follow(warn))
  ownListener(context, life, (thrown) => {
    output.warn(`sessionscope: an unexpected error, and what was started is still running: ${messageOf(thrown)}`)
  })
  return settings
}

const openTheExercise = async (
  { environment, startProgram }: RunContext,
  settings: SettingsFile,
  life: Lifetime,
): Promise<Result<StudentExercise>> => {
  const exercise = await openExercise({ folder: labFiles(environment.data).exercise, clock, startProgram })
  if (!exercise.ok) return exercise
  life.own(exercise.value)
  life.own(prepareWhenUsed(exercise.value, settings))
  return exercise
}

interface Watched {
  readonly subject: Subject
  readonly ownPorts: ReadonlySet<number>
}

const openLab = async (context: RunContext, { subject, ownPorts }: Watched, life: Lifetime): Promise<Result<Lab>> => {
  const { environment, host, output, limits } = context
  const settings = await openSettings(context, life)
  if (!settings.ok) return settings
  const exercise = await openTheExercise(context, settings.value, life)
  if (!exercise.ok) return exercise
  const files = labFiles(environment.data)
  const progress = await openProgressFile({
    path: files.progress,
    onProblem: (problem) => {
      output.warn(`sessionscope: ${problem}`)
    },
  })
  life.own(progress)
  const { counterPort, kvPort, tapPort } = environment
  const lab = await startLab({
    subject,
    facts: { version: productVersion, browsers: 'simulated', settingsFile: environment.config },
    course: courses[0],
    time: { clock, pace: environment.pace },
    files,
    kept: { settings: settings.value, exercise: exercise.value, progress },
    network: { host, hostNames: ownNames(), limits, counterPort, kvPort, tapPort, ownPorts: () => ownPorts },
    devices: { createBrowser: createHttpBrowsers() },
    tell: {
      onProblem: (problem) => {
        output.warn(problemLine(problem))
      },
      onDefect: (thrown) => {
        output.warn(`sessionscope: ${String(thrown)}`)
      },
    },
  })
  if (!lab.ok) return lab
  ownListener(context, life, (thrown) => {
    reportDefect(lab.value.troubles, thrown)
  })
  life.own(lab.value)
  return lab
}

const ownListener = ({ onUnhandled }: RunContext, life: Lifetime, tell: (thrown: unknown) => void): void => {
  const stopListening = onUnhandled?.(tell)
  if (stopListening !== undefined) life.own(stopListening)
}

const servePanel = (
  { host, output, panelFolder, limits, environment }: RunContext,
  lab: Lab,
  token: string,
): Promise<Result<RunningServer>> => {
  const app = createControlApp({
    dispatch: lab.dispatch,
    log: lab.log,
    // The browsers are the panel's: where nobody looks at it, nobody is there who visits the counter.
    onVisit: () => lab.openBrowsers(),
    stream: {
      onEnded: (problem) => {
        output.warn(`sessionscope: ${problem}`)
      },
    },
    panelFolder,
    allowedHosts: allowedHosts(host, ownNames()),
    token,
  })
  return serveApp(app, { host, port: environment.panelPort, limits })
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

const ownNames = (): string[] => [hostname(), `${hostname()}.local`]

const warnOfNetwork = ({ host, output }: RunContext): void => {
  if (!isLoopback(host))
    output.warn(`sessionscope: listening on ${host}: everyone on this network can reach these servers`)
}
