import type { ExerciseMethod } from '../../shared/stream/exercise-source.ts'
import { deepestJson, type Json } from '../../shared/base/json.ts'
import { parseJson } from '../../shared/base/parse-json.ts'
import { publicUrl } from '../../shared/base/public-url.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { causeOfLoss } from '../session/cause-of-loss.ts'
import type { SessionStore, StoreCall, StoreFailure } from '../session/session-store.ts'
import type { ExerciseRunner, RunOutcome } from './exercise-runner.ts'
import type { Thrown } from './messages.ts'
import { problemText } from './problem-text.ts'
import { stopText } from './student-process.ts'

interface ExerciseStoreOptions {
  readonly runner: Pick<ExerciseRunner, 'call'>
  /** Where the key-value service is, now. */
  readonly url: () => string
}

/**
 * A {@link SessionStore} of the student's own code. It knows no versions, so requests of one session only wait for each
 * other inside this process. Failures are told in the student's terms: method, line, what happened.
 */
export const createExerciseStore = ({ runner, url }: ExerciseStoreOptions): SessionStore => {
  const call = async (
    method: ExerciseMethod,
    args: readonly Json[],
    { signal, traceparent }: StoreCall,
  ): Promise<Result<Json, StoreFailure>> => {
    const base = urlForStudent(url())
    const texts = args.map((value) => JSON.stringify(value))
    const outcome = await runner.call({ instance: base, url: base, method, args: texts, traceparent, signal })
    return valueOf(`KeyValueSessionStore.${method}`, outcome, base)
  }
  const done = (result: Result<Json, StoreFailure>): Result<undefined, StoreFailure> =>
    result.ok ? success(undefined) : result
  return {
    setKey: async (key, value, options) => done(await call('setKey', [key, value], options)),
    getKey: async (key, options) => {
      const read = await call('getKey', [key], options)
      if (!read.ok) return read
      return success({ value: read.value, ...(read.value === null && { found: { state: 'absent' as const } }) })
    },
    deleteKey: async (key, options) => done(await call('deleteKey', [key], options)),
  }
}

/** The URL as the student's class gets it: without a slash at its end, so that `${url}/${key}` is right. */
export const urlForStudent = (url: string): string => url.replace(/\/+$/, '')

const broken = (message: string): Result<never, StoreFailure> => failed({ kind: 'broken', message })

const valueOf = (name: string, outcome: RunOutcome, url: string): Result<Json, StoreFailure> => {
  switch (outcome.state) {
    case 'returned':
      if (outcome.unlike !== undefined)
        return broken(`${name} returned ${outcome.unlike}, and should have returned a value`)
      return returned(name, outcome.json)
    case 'threw':
      return outcome.in === 'constructor'
        ? broken(`The constructor of KeyValueSessionStore failed${at(outcome.thrown)}`)
        : failed(thrownFailure(name, outcome.thrown, url))
    case 'missing':
      return broken(`${name} is not implemented: the class has no such method`)
    case 'stopped':
      return broken(`${name} did not finish: the code ${stopText[outcome.reason]}`)
    case 'unfinished':
      return failed({ kind: 'hanging', message: `${name} did not return in time` })
    case 'starting':
      return failed({ kind: 'hanging', message: `${name}: the program of the exercise is still being started` })
    case 'refused':
      return broken(`The file of the exercise cannot be used. ${outcome.problems.map(problemText).join(' ')}`)
    default:
      return outcome satisfies never
  }
}

const returned = (name: string, json: string | undefined): Result<Json, StoreFailure> => {
  const value = json === undefined ? null : parseJson(json)
  return value === undefined
    ? broken(`${name} returned JSON that nests lists and objects more than ${deepestJson} deep`)
    : success(value)
}

// What the service did is told as the built-in store tells it; all else is the student's own affair.
const thrownFailure = (name: string, thrown: Thrown, url: string): StoreFailure => {
  if (isNotImplemented(thrown)) return { kind: 'broken', message: `${name} is not implemented` }
  const cause = causeOfLoss(thrown.code)
  if (cause !== undefined) return { kind: 'down', message: `${name} at ${publicUrl(url)}: ${cause}` }
  if (thrown.status === 503) return { kind: 'down', message: `${name} at ${publicUrl(url)}: it is unavailable` }
  if (thrown.isCancelled) return { kind: 'hanging', message: `${name} did not return in time` }
  return { kind: 'broken', message: `${name} failed${at(thrown)}` }
}

/** Whether an error is the template's own. */
export const isNotImplemented = ({ message }: Thrown): boolean => /^not implemented( yet)?[.!]?$/i.test(message.trim())

const at = ({ line, isError, name, message }: Thrown): string => {
  const place = line === undefined ? '' : ` at line ${line}`
  return isError
    ? `${place}: ${name}: ${message}`
    : `${place}: it threw ${name === 'undefined' ? 'nothing' : `${message}, which is no Error`}`
}
