import { failure, success, type Result } from '../../shared/base/result.ts'
import { browserIds, type BrowserId } from '../../shared/stream/participant.ts'
import { startOwning, type Lifetime } from '../lifetime.ts'
import { createExchangeRecorder } from '../observation/exchange-recorder.ts'
import { allowed, parsePlace, placeText, type TapTarget } from '../tap/allow-list.ts'
import { openTap, type Tap } from '../tap/tap.ts'
import { watchPresence } from './presence.ts'
import type { RunningSubject, Subject, SubjectContext } from './subject.ts'

const app = 'app'

/** An application of this machine that is not the lab's own, by the URL of its first page. It is watched as it is. */
export const ownAppSubject = (url: URL): Subject => {
  const place = placeOf(url)
  return {
    id: 'own-app',
    label: 'Your app',
    nodes: [{ id: app, label: placeText(place), role: 'app' }],
    capabilities: { modeSwitch: false, reset: false, store: false, sessionFacts: false },
    start: (context) => startOwning((life) => start(url, place, context, life)),
  }
}

/** The URL that a user means by `localhost:8000` or `http://localhost:8000/start`. Fails in words for what cannot be watched. */
export const readAppUrl = (text: string): Result<URL> => {
  const typed = text.trim()
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined || typed === '')
    return failure('bad-input', `${JSON.stringify(text)} is no address: expected one such as http://localhost:8000`)
  if (url.protocol !== 'http:')
    return failure('bad-input', `${text}: only applications that speak http can be watched so far`)
  const place = placeOf(url)
  const isReached = allowed({ ports: () => new Set([place.port]), ownPorts: () => new Set() }, place)
  return isReached.ok
    ? success(url)
    : failure('refused', `${text}: only an application on this machine can be watched, such as http://localhost:8000`)
}

const placeOf = ({ host }: URL): TapTarget => parsePlace(host, 80) ?? { host: '', port: 0 }

const start = async (
  url: URL,
  place: TapTarget,
  context: SubjectContext,
  life: Lifetime,
): Promise<Result<RunningSubject>> => {
  const { log, tapPort } = context
  const origin = `${url.origin}/`
  if (context.ownPorts().has(place.port))
    return failure('refused', `${placeText(place)} is Sessionscope's own, and cannot be watched`)
  const presence = watchPresence({ node: app, place, url: origin, log })
  life.own(presence)
  const open = async (port: number, from?: BrowserId): Promise<Result<Tap>> => {
    const tap = await openTap(tapOptions(context, place, presence.notice, port, from))
    if (tap.ok) life.own(tap.value)
    return tap
  }
  const others = await open(tapPort)
  if (!others.ok) return others
  const [first, second] = [await open(0, browserIds[0]), await open(0, browserIds[1])]
  if (!first.ok) return first
  if (!second.ok) return second
  if ([others, first, second].some(({ value }) => value.port === place.port))
    return failure('refused', `port ${place.port} is Sessionscope's own now, and cannot be watched`)
  await presence.look()
  return success({
    home: url.href,
    urlOf: (node) => (node === app ? origin : undefined),
    servers: new Map(),
    taps: { browsers: { 'browser-a': first.value.port, 'browser-b': second.value.port }, others: others.value.port },
    onAppearing: presence.onAppearing,
    close: () => life.close(),
  })
}

const tapOptions = (
  { log, gate, ownPorts }: SubjectContext,
  place: TapTarget,
  notice: (isListening: boolean) => void,
  port: number,
  from: BrowserId | undefined,
) => ({
  port,
  allow: { ports: () => new Set([place.port]), ownPorts },
  recorder: createExchangeRecorder({ node: app, log, gate }),
  ...(from !== undefined && { from }),
  onDialled: ({ port: dialled }: TapTarget, isListening: boolean): void => {
    if (dialled === place.port) notice(isListening)
  },
})
