import type { JarsView } from '../../../shared/folds/jars.ts'
import { readCookie } from '../../../shared/cookie/readers/cookie-readers.ts'
import { partOf } from '../../../shared/cookie/readers/cookie-reading.ts'
import { cookieSet } from '../../../shared/course/exchange-queries.ts'
import type { FromScene } from '../../../shared/course/from-scene.ts'
import type { LessonRecord } from '../../../shared/course/record.ts'
import type { JsonObject } from '../../../shared/base/json.ts'
import type { BrowserId, NodeId } from '../../../shared/stream/participant.ts'

/** What is so at the moment at which a step is to be done. */
export interface Scene {
  readonly jars: JarsView
  /** What was observed since the run began. */
  readonly record: LessonRecord
  readonly urls: Readonly<Record<NodeId, string>>
}

/** The text that a step needs at this moment. Undefined where what it depends on was not seen. */
export const textFromScene = (text: FromScene<string>, scene: Scene): string | undefined => {
  if (typeof text === 'string') return text
  if ('join' in text) return joined(text.join, scene)
  if ('alter' in text) return withPayload(textFromScene(text.of, scene), text.set)
  switch (text.from) {
    case 'jar':
      return sessionCookieIn(text.browser, scene)
    case 'received':
      return cookiesReceived(text.browser, scene)[text.index]
    case 'address':
      return scene.urls[text.server]
  }
}

/** The value of the session cookie that a browser holds. */
export const sessionCookieIn = (browser: BrowserId, { jars, record }: Scene): string | undefined =>
  jars[browser].find(({ name }) => name === record.settings.SESSION_COOKIE_NAME)?.value

const cookiesReceived = (browser: BrowserId, { record }: Scene): string[] =>
  record.exchanges
    .filter(({ requested }) => requested.from === browser)
    .flatMap((exchange) => cookieSet(exchange) ?? [])

const joined = (texts: readonly FromScene<string>[], scene: Scene): string | undefined => {
  const known = texts.map((text) => textFromScene(text, scene))
  return known.includes(undefined) ? undefined : known.join('')
}

const withPayload = (cookie = '', data: JsonObject): string | undefined => {
  const part = partOf(readCookie(cookie), 'data')
  if (part === undefined) return undefined
  const payload = Buffer.from(JSON.stringify(data)).toString('base64url')
  return cookie.slice(0, part.at) + payload + cookie.slice(part.at + part.text.length)
}
