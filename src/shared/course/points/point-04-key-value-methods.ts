import type { Point } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import {
  answeredObject,
  exchangeEvidence,
  isAnswered,
  isByHand,
  kvRequestOf,
  newestFew,
  type Answered,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

/** What was done with one key, by whoever set it. */
interface Handling {
  readonly key: string
  readonly set: Answered
  readonly read: Answered | undefined
  readonly removed: Answered | undefined
}

const check = (record: LessonRecord): Verdict => {
  const calls = record.exchanges.filter((seen) => seen.requested.to === 'kv' && isByHand(seen))
  const answered = calls.filter(isAnswered)
  const good = answered.filter(({ end }) => end.status === 200)
  const listed = good.find((seen) => kvRequestOf(seen).verb === 'list')
  const handlings = newestFew(good.filter(({ requested }) => requested.method === 'POST')).flatMap((seen) =>
    handlingsOf(seen, good),
  )
  const whole = handlings.find(({ read, removed }) => read !== undefined && removed !== undefined)
  if (whole?.read !== undefined && whole.removed !== undefined && listed !== undefined) {
    const evidence = [whole.set, whole.read, listed, whole.removed].sort((one, other) => one.id - other.id)
    return passed(
      `\`${whole.key}\` was set, read and removed, and the keys were listed.`,
      evidence.map((seen) => exchangeEvidence(seen)),
    )
  }
  const refused = answered.at(-1)
  if (refused !== undefined && refused.end.status >= 400) return refusal(refused)
  const best = handlings.at(-1)
  return pending(
    ['POST sets a key', best !== undefined],
    ['GET of that key reads it', best?.read !== undefined],
    ['GET of `/` or `/?prefix=…` lists keys', listed !== undefined],
    ['DELETE removes it and answers with its old value', best?.removed !== undefined],
  )
}

const handlingsOf = (set: Answered, calls: readonly Answered[]): Handling[] => {
  const later = calls.filter(({ id }) => id > set.id)
  return Object.entries(answeredObject(set)).map(([key, value]) => ({
    key,
    set,
    read: later.find((seen) => isOf(seen, 'read', key) && hasValue(seen, key, value)),
    removed: later.find((seen) => isOf(seen, 'delete', key) && answeredObject(seen)[key] !== null),
  }))
}

const isOf = (seen: JoinedExchange, verb: 'read' | 'delete', key: string): boolean => {
  const request = kvRequestOf(seen)
  return request.verb === verb && request.key === key
}

const hasValue = (seen: Answered, key: string, value: unknown): boolean =>
  JSON.stringify(answeredObject(seen)[key]) === JSON.stringify(value)

const refusal = (seen: Answered): Verdict => {
  const problem = answeredObject(seen)['error']
  const why = typeof problem === 'string' ? `: ${problem}` : ''
  return failedVerdict(
    `The service answered ${seen.end.status}${why}`,
    'Set a key with POST and a JSON object, such as `{"foo": "bar"}`, then read, list and delete it.',
    [exchangeEvidence(seen)],
  )
}

/** The key-value methods by hand. */
export const keyValueMethods: Point = {
  kind: 'point',
  id: 'point-4',
  number: 4,
  title: 'The key-value methods by hand',
  task: 'Set a key in the key-value service with POST, read it with GET, list the keys, and remove it with DELETE.',
  look: 'Each method answers with JSON. DELETE gives back what the key held; after that GET gives `null`, not an error.',
  hints: [
    'The Console tab sends any request to either server. A terminal does, too.',
    'With HTTPie, one after the other: `http localhost:5100 foo=bar`, `http localhost:5100/foo`, `http localhost:5100 prefix==f`, `http DELETE localhost:5100/foo` — with the port that stands above.',
  ],
  explanation: [
    'The service knows keys and values and nothing of sessions. Whatever speaks HTTP can use it, which is why the counter needs only three methods to keep sessions there: set, get, delete.',
    'GET is safe and changes nothing; DELETE may be sent twice with the same effect; POST here sets whatever keys the object names (RFC 9110 §9.2).',
  ],
  steps: [
    step('POST: set foo', { do: 'request', server: 'kv', method: 'POST', target: '/', json: '{"foo":"bar"}' }),
    step('GET: read foo', { do: 'request', server: 'kv', method: 'GET', target: '/foo' }),
    step('GET: list the keys that begin with f', { do: 'request', server: 'kv', method: 'GET', target: '/?prefix=f' }),
    step('DELETE: remove foo', { do: 'request', server: 'kv', method: 'DELETE', target: '/foo' }),
    step('GET: foo is gone', { do: 'request', server: 'kv', method: 'GET', target: '/foo' }),
  ],
  check,
}
