import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../shared/base/clock.ts'
import type { HandlersOf } from '../../shared/wire/contract.ts'
import type { LessonRecord } from '../../shared/course/record.ts'
import { sessionCookieIn, type Later, type Scene } from '../../shared/course/scene.ts'
import type { Step } from '../../shared/course/step.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { StagedBrowser } from '../browser/staged-browser.ts'
import type { LessonServers } from './lesson-servers.ts'
import { newRandomKey } from '../session/secret-keys.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { Perform } from './runner.ts'
import { forgeValue } from './steps/forge-value.ts'
import type { OtherSite } from './steps/other-site.ts'
import { prepareSettings } from './steps/prepare-settings.ts'
import { sendAtOnce } from './steps/send-at-once.ts'
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

type StepOf<K extends Step['do']> = Extract<Step, { do: K }>

/** Does steps as the panel's user would, and those that a user cannot do from the panel. */
export const createPerform = (options: PerformOptions): Perform => {
  const { handlers, browsers, settings, servers, otherSite, log } = options
  const urls = { counter: servers.counter.url, kv: servers.kv.url }

  const sceneOf = async (record: LessonRecord): Promise<Scene> => ({
    record,
    urls,
    jars: { 'browser-a': await browsers['browser-a'].cookies(), 'browser-b': await browsers['browser-b'].cookies() },
  })
  const writeCookie = (browser: BrowserId, value: string): Promise<Result<undefined>> =>
    handlers['cookie.write']({
      browser,
      cookie: {
        name: settings.current().SESSION_COOKIE_NAME,
        value,
        domain: new URL(urls.counter).hostname,
        path: '/',
        httpOnly: true,
        secure: false,
        sameSite: 'unspecified',
      },
    })
  const forge = ({ browser, data }: StepOf<'forge-cookie'>): Promise<Result<undefined>> => {
    const value = forgeValue({
      keys: servers.keys(),
      name: settings.current().SESSION_COOKIE_NAME,
      now: options.clock.now(),
      data,
    })
    return value === undefined ? Promise.resolve(notThere) : writeCookie(browser, value)
  }
  const atOnce = async ({ cookieOf, times }: StepOf<'send-at-once'>, scene: Scene): Promise<Result<undefined>> => {
    const value = sessionCookieIn(cookieOf)(scene)
    return value === undefined
      ? notThere
      : sendAtOnce({ url: urls.counter, cookie: `${settings.current().SESSION_COOKIE_NAME}=${value}`, times })
  }
  const openOtherSite = async (browser: BrowserId): Promise<Result<undefined>> => {
    const url = await otherSite.url()
    return url.ok ? browsers[browser].open(url.value) : url
  }
  const restartCounter = async (): Promise<Result<undefined>> => {
    await servers.counter.stop()
    servers.randomKey.set(newRandomKey())
    return servers.counter.start()
  }

  return async (step, { record, signal }) => {
    const scene = await sceneOf(record())
    switch (step.do) {
      case 'set':
        return handlers['settings.change'](step.change)
      case 'open':
        return withText(step.address, scene, (address) => handlers['browser.open']({ browser: step.browser, address }))
      case 'reload':
        return handlers['browser.reload']({ browser: step.browser })
      case 'press':
        return handlers['browser.press']({ browser: step.browser, button: step.button })
      case 'clear-cookies':
        return handlers['browser.clearCookies']({ browser: step.browser })
      case 'request':
        return withText(step.target, scene, (target) => handlers['request.send']({ ...composed(step), target }))
      case 'demonstrate-exercise':
        return demonstrated(handlers)
      case 'check-exercise':
        return handlers['exercise.check']({})
      case 'dump':
        return dumped(urls.kv, step.prefix)
      case 'prepare':
        return prepareSettings(step.settings, () => settings.current(), handlers['settings.change'])
      case 'write-cookie':
        return withText(step.value, scene, (value) => writeCookie(step.browser, value))
      case 'forge-cookie':
        return forge(step)
      case 'send-at-once':
        return atOnce(step, scene)
      case 'script':
        return browsers[step.browser].runScript(step.code(scene))
      case 'open-other-site':
        return openOtherSite(step.browser)
      case 'show-tab':
        return browsers[step.browser].showTab(step.tab)
      case 'stop-store':
        await servers.kv.stop()
        return success(undefined)
      case 'start-store':
        return servers.kv.start()
      case 'restart-counter':
        return restartCounter()
      case 'wait':
        await pause(step.milliseconds, undefined, { signal }).catch(() => undefined)
        return success(undefined)
      case 'wait-for':
        return untilSeen(step.isSeen, record, log, signal)
    }
  }
}

// A class that the student has begun is what is to be checked; it is left as it is.
const demonstrated = async (handlers: PerformOptions['handlers']): Promise<Result<unknown>> => {
  const result = await handlers['exercise.demonstrate']({})
  return !result.ok && result.failure.code === 'conflict' ? success(undefined) : result
}

const notThere = failure('not-found', 'what this step goes on from was not seen. Run the experiment from its beginning')

const withText = (
  text: Later<string>,
  scene: Scene,
  work: (text: string) => Promise<Result<unknown>>,
): Promise<Result<unknown>> => {
  const known = typeof text === 'string' ? text : text(scene)
  return known === undefined ? Promise.resolve(notThere) : work(known)
}

const composed = ({ server, method, json }: StepOf<'request'>) => ({
  server,
  method,
  headers: json === undefined ? [] : [['Content-Type', 'application/json'] as const],
  body: json ?? '',
})

// Read when it is needed, with the HTTP client under it: a start need not wait for it.
const dumped = async (url: string, prefix: string): Promise<Result<undefined>> => {
  const { dump } = await import('../kv/dump.ts')
  return dump({ url, prefix, output: nowhere() })
}

// What is dumped is seen in the Timeline; nobody reads it here.
const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
