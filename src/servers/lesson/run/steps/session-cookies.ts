import type { Clock } from '../../../../shared/base/clock.ts'
import { failure, type Result } from '../../../../shared/base/result.ts'
import type { StepAction } from '../../../../shared/course/step.ts'
import type { BrowserId } from '../../../../shared/stream/participant.ts'
import type { Handlers } from '../../../../shared/wire/contract.ts'
import type { LessonServers } from '../../lesson-servers.ts'
import type { SettingsFile } from '../../../settings/settings-file.ts'
import { sessionCookieIn, type Scene } from '../scene.ts'
import { forgeValue } from './forge-value.ts'
import { sendAtOnce } from './send-at-once.ts'

interface SessionCookiesOptions {
  readonly handlers: Pick<Handlers, 'cookie.write'>
  readonly settings: Pick<SettingsFile, 'current'>
  readonly servers: LessonServers
  readonly clock: Clock
}

type ActionOf<K extends StepAction['do']> = Extract<StepAction, { do: K }>

/** What steps do with session cookies, which no page would do. */
export const createSessionCookies = ({ handlers, settings, servers, clock }: SessionCookiesOptions) => {
  const name = (): string => settings.current().SESSION_COOKIE_NAME
  const write = (browser: BrowserId, value: string): Promise<Result<undefined>> =>
    handlers['cookie.write']({
      browser,
      cookie: {
        name: name(),
        value,
        domain: new URL(servers.counter.url).hostname,
        path: '/',
        httpOnly: true,
        secure: false,
        sameSite: 'unspecified',
      },
    })
  return {
    write,
    forge: ({ browser, data, fill }: ActionOf<'forge-cookie'>): Promise<Result<undefined>> => {
      const value = forgeValue({ keys: servers.keys(), name: name(), now: clock.now(), data, fill })
      return value === undefined ? Promise.resolve(notThere) : write(browser, value)
    },
    sendAtOnce: async ({ cookieOf, times }: ActionOf<'send-at-once'>, scene: Scene): Promise<Result<undefined>> => {
      const value = sessionCookieIn(cookieOf, scene)
      if (value === undefined) return notThere
      return sendAtOnce({ url: servers.counter.url, cookie: `${name()}=${value}`, times })
    },
  }
}

/** What a step goes on from is not there: a browser holds no session cookie, say. */
export const notThere = failure(
  'not-found',
  'what this step goes on from was not seen. Run the experiment from its beginning',
)
