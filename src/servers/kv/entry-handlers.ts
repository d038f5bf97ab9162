import type { Request, RequestHandler } from 'express'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { sendJson } from './answer-json.ts'
import { entityTag, preconditionOf } from './conditional-request.ts'
import type { Entries, NewValue, WrittenKey } from './entries/entries.ts'
import { isMet } from './entries/precondition.ts'
import { objectText } from './json-text.ts'
import type { KeyValueOptions } from './key-value-options.ts'
import { isTooLong } from './key-rules.ts'
import { lifetimeOf } from './lifetime.ts'
import { toEntry } from './observed-entry.ts'
import { readChanges, type Changes } from './read-changes.ts'

const conflict = (): HttpProblem =>
  new HttpProblem(
    412,
    'The condition does not hold: the entry has changed. Read it again, then retry with its new ETag.',
  )

/** `GET /<key>`: the entry as `{"key": value}`, with `null` for a key that does not exist. */
export const readEntry =
  (entries: Entries): RequestHandler<{ key: string }> =>
  async (request, response, next) => {
    const key = keyOf(request)
    const precondition = preconditionOf(request.headers)
    if (!key.ok) return next(key.failure)
    if (!precondition.ok) return next(precondition.failure)
    const stored = await entries.get(key.value)
    const headers = stored && { ETag: entityTag(stored.version) }
    if (precondition.value && !isMet(precondition.value, stored?.version)) {
      // RFC 9110 §13.2.2: a reader that has this version already needs no body; any other condition is a conflict.
      if (precondition.value.ifMatch) return next(conflict())
      return void response.writeHead(304, { 'Cache-Control': 'no-store', ...headers }).end()
    }
    sendJson(response, objectText([[key.value, stored?.value ?? 'null']]), headers)
  }

/** `DELETE /<key>`: removes an entry and answers what it was. */
export const deleteEntry =
  ({ entries, log }: KeyValueOptions): RequestHandler<{ key: string }> =>
  async (request, response, next) => {
    const key = keyOf(request)
    const precondition = preconditionOf(request.headers)
    if (!key.ok) return next(key.failure)
    if (!precondition.ok) return next(precondition.failure)
    const deleted = await entries.delete(key.value, precondition.value, request.scope?.exchange)
    if (!deleted.ok) return next(conflict())
    if (deleted.value) log?.append({ kind: 'entry.deleted', ...inCourse(request), key: key.value, cause: 'deleted' })
    sendJson(response, objectText([[key.value, deleted.value?.value ?? 'null']]))
  }

/** `POST /`: sets every key of the body, and answers them as they are stored. */
export const writeEntries =
  ({ entries, log, clock }: KeyValueOptions): RequestHandler =>
  async (request, response, next) => {
    const changes = await readChanges(request.headers['content-type'], request.body as Buffer)
    if (!changes.ok) return next(changes.failure)
    const precondition = preconditionOf(request.headers)
    if (!precondition.ok) return next(precondition.failure)
    if (precondition.value && changes.value.size !== 1)
      return next(new HttpProblem(400, 'A condition is about one entry. Send one key at a time.'))
    const lifetime = lifetimeOf(request.get('ttl'))
    if (!lifetime.ok) return next(lifetime.failure)
    const expires = lifetime.value === undefined ? undefined : Math.ceil(clock.now()) + lifetime.value
    const values = newValues(changes.value, expires)
    const written = await entries.set(values, precondition.value, request.scope?.exchange)
    if (!written.ok) return next(conflict())
    record(log, inCourse(request), values, written.value)
    const [only, second] = written.value
    sendJson(response, objectText(changes.value), only && !second ? { ETag: entityTag(only.version) } : {})
  }

const keyOf = ({ params }: Request<{ key: string }>): Result<string, HttpProblem> =>
  isTooLong(params.key)
    ? failed(new HttpProblem(414, 'The key is longer than 1 KiB. No such key can exist.'))
    : success(params.key)

const newValues = (changes: Changes, expires: number | undefined): ReadonlyMap<string, NewValue> =>
  new Map(Array.from(changes, ([key, value]) => [key, expires === undefined ? { value } : { value, expires }]))

const record = (
  log: ObservationLog | undefined,
  course: ReturnType<typeof inCourse>,
  values: ReadonlyMap<string, NewValue>,
  written: readonly WrittenKey[],
): void => {
  if (!log) return
  for (const { key, version, isNew } of written) {
    const stored = { ...(values.get(key) ?? { value: 'null' }), version }
    log.append({ kind: 'entry.written', ...course, entry: toEntry(key, stored), isNew })
  }
}

const inCourse = ({ scope }: Pick<Request, 'scope'>) => (scope ? { exchange: scope.exchange } : {})
