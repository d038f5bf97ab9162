import { exerciseMethods, type ExerciseMethod } from '../../../shared/stream/exercise-source.ts'
import type { Json } from '../../../shared/base/json.ts'
import { parseJson } from '../../../shared/base/parse-json.ts'
import type { RunOutcome, ExerciseRunner } from '../exercise-runner.ts'
import { callText, explainFailure, explainRequests, type MadeCall } from './explain-call.ts'
import { explainValue, isSameJson, type Given } from './explain-value.ts'
import { Finding, NotTried } from './finding.ts'
import type { ScratchService } from './scratch-service.ts'

/** Milliseconds that one call may take. */
const callAtMost = 5_000

/** What behaviours are tried on: the student's code, and services that belong to the check alone. */
export interface Bench {
  readonly service: ScratchService
  /** Another one, with other entries. */
  readonly other: ScratchService
  /** An object of the student's class for a URL. */
  create(url?: string): StoreUnderTest
  /** A key that nobody has used yet. */
  newKey(): string
}

interface BenchOptions {
  readonly runner: Pick<ExerciseRunner, 'call'>
  readonly service: ScratchService
  readonly other: ScratchService
}

/** A call that was made, and what came of it. */
export interface Attempt extends MadeCall {
  readonly outcome: RunOutcome
  /** It was over before the service had answered. */
  readonly isHasty: boolean
}

/** A {@link Bench}; a method that turned out to be hopeless is not tried again. */
export const createBench = ({ runner, service, other }: BenchOptions): Bench => {
  const hopeless = new Set<ExerciseMethod>()
  let instances = 0
  let keys = 0
  const giveUpOn = (finding: Finding): void => {
    if (!finding.isHopeless) return
    const { method } = finding.place
    for (const one of method === undefined ? exerciseMethods : [method]) hopeless.add(one)
  }
  return {
    service,
    other,
    create: (url = service.url) =>
      new StoreUnderTest({ runner, service, hopeless, giveUpOn, url, instance: `check-${String((instances += 1))}` }),
    newKey: () => `key-${String((keys += 1))}`,
  }
}

interface StoreOptions extends Pick<BenchOptions, 'runner' | 'service'> {
  readonly hopeless: ReadonlySet<ExerciseMethod>
  readonly giveUpOn: (finding: Finding) => void
  readonly url: string
  readonly instance: string
}

/** One object of the student's class. Each call throws a {@link Finding} where it did not do what it should. */
export class StoreUnderTest {
  readonly #options: StoreOptions

  constructor(options: StoreOptions) {
    this.#options = options
  }

  /** Sets a key, and sees that it is there. */
  async setKey(key: string, value: Json): Promise<void> {
    const attempt = await this.#carryOut('setKey', [key, value])
    const stored = await this.#options.service.look(key)
    const found = stored === undefined ? undefined : parseJson(stored)
    if (stored === undefined || !isSameJson(found, value))
      throw new Finding(explainStored(attempt, key, found, value), { method: 'setKey' })
  }

  /** Reads a key, and sees that it has the expected value. */
  async getKey(key: string, expected: Json): Promise<void> {
    await this.#expectValue('getKey', key, expected)
  }

  /** Deletes a key, and sees that its old value comes back. */
  async deleteKey(key: string, expected: Json): Promise<void> {
    await this.#expectValue('deleteKey', key, expected)
  }

  /** Makes a call, whatever comes of it. */
  async attempt(method: ExerciseMethod, args: readonly Json[]): Promise<Attempt> {
    const { runner, service, hopeless, instance, url } = this.#options
    if (hopeless.has(method)) throw new NotTried(`${method} does not work yet.`)
    const before = service.requests.length
    const call = { instance, url, method, args: args.map((value) => JSON.stringify(value)) }
    const outcome = await runner.call({ ...call, mustKnowWhy: true, signal: AbortSignal.timeout(callAtMost) })
    const isHasty = (outcome.state === 'returned' || outcome.state === 'threw') && outcome.isHasty
    return { method, args, requests: service.requests.slice(before), outcome, isHasty }
  }

  async #carryOut(method: ExerciseMethod, args: readonly Json[]): Promise<Attempt> {
    const attempt = await this.attempt(method, args)
    const finding = findingIn(attempt)
    if (finding === undefined) return attempt
    this.#options.giveUpOn(finding)
    throw finding
  }

  async #expectValue(method: ExerciseMethod, key: string, expected: Json): Promise<void> {
    const attempt = await this.#carryOut(method, [key])
    const given = givenBy(attempt.outcome)
    if (given.unlike === undefined && isSameJson(given.value, expected) && given.value !== undefined) return
    const asked = explainRequests(attempt)
    const nothing =
      attempt.requests.length === 0 ? ' It asked nothing of the service at the URL that the constructor got.' : ''
    const explanation = asked ?? `${explainValue(callText(attempt), key, given, expected)}${nothing}`
    throw new Finding(explanation, { method })
  }
}

/** What is wrong about an attempt that should have come to a value, whatever value; undefined where it did. */
export const findingIn = (attempt: Attempt): Finding | undefined => {
  const finding = explainFailure(attempt, attempt.outcome)
  if (!attempt.isHasty) return finding
  const advice = 'before the service had answered. Put await before the call of axios, or return its promise.'
  return finding === undefined
    ? new Finding(`${callText(attempt)} was done ${advice}`, { method: attempt.method })
    : new Finding(`${finding.message} That was ${advice}`, finding.place)
}

/** What a call gave back. */
export const givenBy = (outcome: RunOutcome): Given => {
  if (outcome.state !== 'returned') return { value: undefined, unlike: undefined }
  return { value: outcome.json === undefined ? undefined : parseJson(outcome.json), unlike: outcome.unlike }
}

const explainStored = (attempt: Attempt, key: string, stored: Json | undefined, value: Json): string => {
  const asked = explainRequests(attempt)
  if (asked !== undefined) return asked
  const call = callText(attempt)
  if (attempt.requests.length === 0)
    return `${call} asked nothing of the service at the URL that the constructor got${isFalsy(value) ? ': but 0, false, an empty text and null are values like any other' : ''}.`
  if (stored === undefined)
    return `After ${call} there is no ${JSON.stringify(key)} in the service. The body has to be { [key]: value }.`
  return explainValue(`After ${call} the service`, key, { value: stored, unlike: undefined }, value)
}

const isFalsy = (value: Json): boolean => !value
