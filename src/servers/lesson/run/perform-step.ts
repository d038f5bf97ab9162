import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../../shared/base/clock.ts'
import type { HandlersOf } from '../../../shared/wire/contract.ts'
import type { FromScene } from '../../../shared/course/from-scene.ts'
import type { StepAction } from '../../../shared/course/step.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { success, type Result } from '../../../shared/base/result.ts'
import type { StagedBrowser } from '../../browser/staged-browser.ts'
import type { LessonServers } from '../lesson-servers.ts'
import { newRandomKey } from '../../session/secret-keys.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { SettingsFile } from '../../settings/settings-file.ts'
import type { Perform, PerformContext } from './perform.ts'
import { textFromScene, type Scene } from './scene.ts'
import type { OtherSite } from './steps/other-site.ts'
import { prepareSettings } from './steps/prepare-settings.ts'
import { createSessionCookies, notThere } from './steps/session-cookies.ts'
import { untilSeen } from './steps/until-seen.ts'

interface PerformOptions {
  /** The very operations that the panel calls; none of the course's own. */
  readonly handlers: HandlersOf<'browser' | 'cookie' | 'settings' | 'request' | 'exercise'>
  readonly browsers: Readonly<Record<BrowserId, StagedBrowser>>
  readonly settings: Pick<SettingsFile, 'current'>
  readonly servers: LessonServers
  readonly otherSite: OtherSite
  readonly log: Pick<ObservationLog, 'onAppend'>
  readonly clock: Clock
}

type ActionOf<K extends StepAction['do']> = Extract<StepAction, { do: K }>

/** Does steps as the panel's user would, and those that a user cannot do from the panel. */
export const createPerform = (options: PerformOptions): Perform => {
  const { browsers, servers } = options
  const tools = { ...options, cookies: createSessionCookies(options) }
  return async (action, context) => {
    const scene: Scene = {
      record: context.record(),
      urls: { counter: servers.counter.url, kv: servers.kv.url },
      jars: { 'browser-a': await browsers['browser-a'].cookies(), 'browser-b': await browsers['browser-b'].cookies() },
    }
    return perform(action, scene, context, tools)
  }
}

interface Tools extends PerformOptions {
  readonly cookies: ReturnType<typeof createSessionCookies>
}

const perform = async (
  action: StepAction,
  scene: Scene,
  context: PerformContext,
  tools: Tools,
): Promise<Result<unknown>> => {
  const { handlers, browsers, servers, cookies } = tools
  switch (action.do) {
    case 'set':
      return handlers['settings.change'](action.change)
    case 'open':
      return withText(action.address, scene, (address) =>
        handlers['browser.open']({ browser: action.browser, address }),
      )
    case 'reload':
      return handlers['browser.reload']({ browser: action.browser })
    case 'press':
      return handlers['browser.press']({ browser: action.browser, button: action.button })
    case 'clear-cookies':
      return handlers['browser.clearCookies']({ browser: action.browser })
    case 'request':
      return withText(action.target, scene, (target) => handlers['request.send']({ ...composed(action), target }))
    case 'demonstrate-exercise':
      return demonstrated(handlers)
    case 'check-exercise':
      return handlers['exercise.check']({})
    case 'dump':
      return dumped(servers.kv.url, action.prefix)
    case 'prepare':
      return prepareSettings(action.settings, () => tools.settings.current(), handlers['settings.change'])
    case 'write-cookie':
      return withText(action.value, scene, (value) => cookies.write(action.browser, value))
    case 'forge-cookie':
      return cookies.forge(action)
    case 'send-at-once':
      return cookies.sendAtOnce(action, scene)
    case 'script':
      return withText(action.code, scene, (code) => browsers[action.browser].runScript(code))
    case 'open-other-site':
      return openOtherSite(action.browser, tools)
    case 'show-tab':
      return browsers[action.browser].showTab(action.tab)
    case 'stop-store':
      return stopStore(servers)
    case 'start-store':
      return servers.kv.start()
    case 'restart-counter':
      return restartCounter(servers)
    case 'wait':
      return waited(action.milliseconds, context.signal)
    case 'wait-for':
      return untilSeen(action.seen, context.record, tools.log, context.signal)
  }
}

const openOtherSite = async (browser: BrowserId, { browsers, otherSite }: Tools): Promise<Result<undefined>> => {
  const url = await otherSite.url()
  return url.ok ? browsers[browser].open(url.value) : url
}

const stopStore = async ({ kv }: LessonServers): Promise<Result<undefined>> => {
  await kv.stop()
  return success(undefined)
}

const restartCounter = async ({ counter, randomKey }: LessonServers): Promise<Result<undefined>> => {
  await counter.stop()
  randomKey.set(newRandomKey())
  return counter.start()
}

const waited = async (milliseconds: number, signal: AbortSignal): Promise<Result<undefined>> => {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined)
  return success(undefined)
}

// A class that the student has begun is what is to be checked; it is left as it is.
const demonstrated = async (handlers: PerformOptions['handlers']): Promise<Result<unknown>> => {
  const result = await handlers['exercise.demonstrate']({})
  return !result.ok && result.failure.code === 'conflict' ? success(undefined) : result
}

const withText = (
  text: FromScene<string>,
  scene: Scene,
  work: (text: string) => Promise<Result<unknown>>,
): Promise<Result<unknown>> => {
  const known = textFromScene(text, scene)
  return known === undefined ? Promise.resolve(notThere) : work(known)
}

const composed = ({ server, method, json }: ActionOf<'request'>) => ({
  server,
  method,
  headers: json === undefined ? [] : [['Content-Type', 'application/json'] as const],
  body: json ?? '',
})

// Read when it is needed, with the HTTP client under it: a start need not wait for it.
const dumped = async (url: string, prefix: string): Promise<Result<undefined>> => {
  const { dump } = await import('../../kv/dump.ts')
  return dump({ url, prefix, output: nowhere() })
}

// What is dumped is seen in the Timeline; nobody reads it here.
const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
