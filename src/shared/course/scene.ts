import type { JarsView } from '../folds/jars.ts'
import type { BrowserId } from '../stream/participant.ts'
import type { LessonRecord } from './record.ts'
import { cookieSet } from './exchange-queries.ts'

/** What is so at the moment at which a step is to be done: where a step depends on something that is known only then. */
export interface Scene {
  readonly jars: JarsView
  /** What was observed since the run began. */
  readonly record: LessonRecord
  readonly urls: { readonly counter: string; readonly kv: string }
}

/** A value, or how it is found when its moment has come; undefined where what it depends on was not seen. */
export type Later<T extends string> = T | ((scene: Scene) => T | undefined)

/** The value of the session cookie that a browser holds. */
export const sessionCookieIn =
  (browser: BrowserId) =>
  ({ jars, record }: Scene): string | undefined =>
    jars[browser].find(({ name }) => name === record.settings.SESSION_COOKIE_NAME)?.value

/** The session cookie that a browser was given with the answer of this number, counted from 0. */
export const cookieReceived =
  (browser: BrowserId, index: number) =>
  ({ record }: Scene): string | undefined =>
    record.exchanges.filter(({ requested }) => requested.from === browser).flatMap((seen) => cookieSet(seen) ?? [])[
      index
    ]
