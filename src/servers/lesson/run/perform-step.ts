import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../../shared/base/clock.ts'
import type { Handlers } from '../../../shared/wire/contract.ts'
import type { LessonRecord } from '../../../shared/course/record.ts'
import { sessionCookieIn, type Later, type Scene } from '../../../shared/course/scene.ts'
import type { StepAction } from '../../../shared/course/step.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { failure, success, type Result } from '../../../shared/base/result.ts'
import type { StagedBrowser } from '../../browser/staged-browser.ts'
import type { LabServers } from '../../lab/lab-servers.ts'
import { newRandomKey } from '../../session/secret-keys.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { SettingsFile } from '../../settings/settings-file.ts'
import type { Perform } from './runner.ts'
import { forgeValue } from './steps/forge-value.ts'
import type { OtherSite } from './steps/other-site.ts'
import { prepareSettings } from './steps/prepare-settings.ts'
import { sendAtOnce } from './steps/send-at-once.ts'
import { untilSeen } from './steps/until-seen.ts'

type Operations =
  | 'browser.open'
  | 'browser.reload'
  | 'browser.press'
  | 'browser.clearCookies'
  | 'settings.change'
  | 'request.send'
  | 'cookie.write'
  | 'exercise.check'
  | 'exercise.demonstrate'

interface PerformOptions {
  /** The very operations that the panel calls. */
  readonly handlers: Pick<Handlers, Operations>
  readonly browsers: Readonly<Record<BrowserId, StagedBrowser>>
  readonly settings: Pick<SettingsFile, 'current'>
  readonly servers: LabServers
  readonly otherSite: OtherSite
  readonly log: Pick<ObservationLog, 'onAppend'>
  readonly clock: Clock
}

type ActionOf<K extends StepAction['do']> = Extract<StepAction, { do: K }>

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
  const forge = ({ browser, data }: ActionOf<'forge-cookie'>): Promise<Result<undefined>> => {
    const value = forgeValue({
      keys: servers.keys(),
      name: settings.current().SESSION_COOKIE_NAME,
      now: options.clock.now(),
      data,
    })
    return value === undefined ? Promise.resolve(notThere) : writeCookie(browser, value)
  }
  const atOnce = async ({ cookieOf, times }: ActionOf<'send-at-once'>, scene: Scene): Promise<Result<undefined>> => {
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

  return async (action, { record, signal }) => {
    const scene = await sceneOf(record())
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
        return dumped(urls.kv, action.prefix)
      case 'prepare':
        return prepareSettings(action.settings, () => settings.current(), handlers['settings.change'])
      case 'write-cookie':
        return withText(action.value, scene, (value) => writeCookie(action.browser, value))
      case 'forge-cookie':
        return forge(action)
      case 'send-at-once':
        return atOnce(action, scene)
      case 'script':
        return browsers[action.browser].runScript(action.code(scene))
      case 'open-other-site':
        return openOtherSite(action.browser)
      case 'show-tab':
        return browsers[action.browser].showTab(action.tab)
      case 'stop-store':
        await servers.kv.stop()
        return success(undefined)
      case 'start-store':
        return servers.kv.start()
      case 'restart-counter':
        return restartCounter()
      case 'wait':
        await pause(action.milliseconds, undefined, { signal }).catch(() => undefined)
        return success(undefined)
      case 'wait-for':
        return untilSeen(action.isSeen, record, log, signal)
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
