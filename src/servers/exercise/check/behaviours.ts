import { exerciseMethods, type ExerciseMethod } from '../../../shared/stream/exercise-source.ts'
import type { Json } from '../../../shared/base/json.ts'
import { findingIn, givenBy, type Attempt, type Bench } from './bench.ts'
import { callText, shortLiteral, thrownText } from './explain-call.ts'
import { explainValue } from './explain-value.ts'
import { Finding } from './finding.ts'

/** One thing that a `KeyValueSessionStore` must do. */
export interface Behaviour {
  readonly id: string
  readonly name: string
  /** Throws a {@link Finding} where the behaviour is not there. */
  readonly look: (bench: Bench) => Promise<void>
}

/** The behaviours in the order in which a student gets them right. */
export const behaviours: readonly Behaviour[] = [
  {
    id: 'round-trip',
    name: 'what is set comes back',
    look: async (bench) => {
      const [store, key] = [bench.create(), bench.newKey()]
      await store.setKey(key, { count: 1 })
      await store.getKey(key, { count: 1 })
    },
  },
  {
    id: 'waits',
    name: 'each method waits for the answer of the service',
    look: async (bench) => {
      for (const method of exerciseMethods)
        expectPatience(await bench.create().attempt(method, argumentsOf(method, bench.newKey())))
    },
  },
  {
    id: 'missing',
    name: 'a missing key gives null',
    look: (bench) => bench.create().getKey(bench.newKey(), null),
  },
  {
    id: 'overwrite',
    name: 'setting a key again overwrites it',
    look: async (bench) => {
      const [store, key] = [bench.create(), bench.newKey()]
      await store.setKey(key, { count: 1 })
      await store.setKey(key, { count: 2 })
      await store.getKey(key, { count: 2 })
    },
  },
  {
    id: 'delete',
    name: 'delete returns the old value',
    look: async (bench) => {
      const [store, key] = [bench.create(), bench.newKey()]
      await bench.service.put(key, { count: 7 })
      await store.deleteKey(key, { count: 7 })
      if ((await bench.service.look(key)) !== undefined)
        throw new Finding(`After deleteKey(${shortLiteral(key)}) the key is still there.`, { method: 'deleteKey' })
      await store.deleteKey(key, null)
    },
  },
  {
    id: 'delete-only',
    name: 'delete leaves the other keys alone',
    look: async (bench) => {
      const [key, beside] = [bench.newKey(), bench.newKey()]
      await bench.service.put(key, 1)
      await bench.service.put(beside, 2)
      await bench.create().attempt('deleteKey', [key])
      if ((await bench.service.look(beside)) === undefined)
        throw new Finding(`deleteKey(${shortLiteral(key)}) deleted ${shortLiteral(beside)} too.`, {
          method: 'deleteKey',
        })
    },
  },
  {
    id: 'falsy',
    name: 'falsy values survive',
    look: async (bench) => {
      for (const value of [0, false, '', null, [], {}] satisfies Json[]) await thereAndBack(bench, value)
    },
  },
  {
    id: 'objects',
    name: 'objects and texts stay what they are',
    look: async (bench) => {
      for (const value of [
        { count: 3, log: ['é', { deep: [1, null] }] },
        'plain text',
        '{"not":"an object"}',
        2.5,
      ] satisfies Json[])
        await thereAndBack(bench, value)
    },
  },
  {
    id: 'no-cache',
    name: 'nothing is remembered: the service alone knows',
    look: async (bench) => {
      const [one, another, key] = [bench.create(), bench.create(), bench.newKey()]
      await one.setKey(key, { count: 1 })
      await one.getKey(key, { count: 1 })
      await another.getKey(key, { count: 1 })
      await another.setKey(key, { count: 2 })
      await afterChange(one.getKey(key, { count: 2 }))
      await bench.service.put(key, { count: 3 })
      await afterChange(another.getKey(key, { count: 3 }))
    },
  },
  { id: 'odd-keys', name: 'odd keys', look: lookAtOddKeys },
  { id: 'parallel', name: 'parallel calls do not mix', look: lookAtParallelCalls },
  {
    id: 'url',
    name: 'the URL of the constructor is used',
    look: async (bench) => {
      const [here, there, key] = [bench.create(), bench.create(bench.other.url), bench.newKey()]
      await bench.service.put(key, 'here')
      await bench.other.put(key, 'there')
      await here.getKey(key, 'here')
      expectOwn(await there.attempt('getKey', [key]), 'there')
      expectOwn(await here.attempt('getKey', [key]), 'here')
    },
  },
  { id: 'errors', name: 'errors are passed on', look: lookAtErrors },
]

const expectOwn = ({ outcome }: Attempt, expected: string): void => {
  const { value } = givenBy(outcome)
  if (value === expected) return
  throw new Finding(
    `Of two objects with two URLs, one gave ${shortLiteral(value)}, expected '${expected}'. Each object has to keep the URL that its own constructor got.`,
    { method: 'getKey' },
  )
}

const argumentsOf = (method: ExerciseMethod, key: string): Json[] => (method === 'setKey' ? [key, { count: 1 }] : [key])

const expectPatience = (attempt: Attempt): void => {
  const { method, outcome } = attempt
  const finding = findingIn(attempt)
  if (finding !== undefined) throw finding
  if (outcome.state === 'returned' && !outcome.wasPromise)
    throw new Finding(
      `${callText(attempt)} returned no promise. The answer comes later, over the network: write "async ${method}" and await it.`,
      { method },
    )
}

const thereAndBack = async (bench: Bench, value: Json): Promise<void> => {
  const [store, key] = [bench.create(), bench.newKey()]
  await store.setKey(key, value)
  await store.getKey(key, value)
}

const oddKeys = ['a/b', 'a b', '50%', '%2F', 'café', '\u{1f36a}', '?prefix=a', '#top', 'a+b&c=d']

async function lookAtOddKeys(bench: Bench): Promise<void> {
  const store = bench.create()
  for (const [index, key] of oddKeys.entries()) {
    await bench.service.put(key, index)
    await store.getKey(key, index)
    await store.setKey(key, `${String(index)} again`)
    await store.deleteKey(key, `${String(index)} again`)
  }
  // Only read: axios itself drops such a member from what it sends.
  await bench.service.put('__proto__', { count: 1 })
  await store.getKey('__proto__', { count: 1 })
}

const atOnce = 12

// The first question is answered last, so that who keeps something between question and answer mixes it up.
async function lookAtParallelCalls(bench: Bench): Promise<void> {
  const store = bench.create()
  const keys = Array.from({ length: atOnce }, () => bench.newKey())
  bench.service.behave((_request, index) => Math.max(0, atOnce - index) * 4)
  await Promise.all(keys.map((key, index) => store.attempt('setKey', [key, index])))
  for (const [index, key] of keys.entries()) {
    const stored = await bench.service.look(key)
    if (stored !== String(index))
      throw new Finding(
        `Of ${String(atOnce)} calls of setKey at the same time, setKey(${shortLiteral(key)}, ${String(index)}) left ${stored ?? 'nothing'}. Keep what belongs to a call in variables of the method, not of the object.`,
        { method: 'setKey' },
      )
  }
  bench.service.forget()
  const attempts = await Promise.all(keys.map((key) => store.attempt('getKey', [key])))
  for (const [index, attempt] of attempts.entries()) {
    const given = givenBy(attempt.outcome)
    if (given.value === index) continue
    throw new Finding(
      `Of ${String(atOnce)} calls at the same time, ${explainValue(callText(attempt), keys[index] ?? '', given, index)} Keep what belongs to a call in variables of the method, not of the object.`,
      { method: 'getKey' },
    )
  }
}

const afterChange = async (reading: Promise<void>): Promise<void> => {
  try {
    await reading
  } catch (thrown) {
    if (!(thrown instanceof Finding)) throw thrown
    throw new Finding(
      `The value was changed by somebody else: another browser, another object. Then ${thrown.message} Ask the service every time.`,
      thrown.place,
    )
  }
}

async function lookAtErrors(bench: Bench): Promise<void> {
  bench.service.behave('unavailable')
  for (const method of exerciseMethods)
    expectError(
      await bench.create().attempt(method, argumentsOf(method, bench.newKey())),
      'the service answered 503 (Service Unavailable)',
    )
  const gone = bench.other.url
  await bench.other.close()
  for (const method of exerciseMethods)
    expectError(
      await bench.create(gone).attempt(method, argumentsOf(method, bench.newKey())),
      'nothing listened at the URL',
    )
}

const expectError = (attempt: Attempt, what: string): void => {
  const { method, outcome } = attempt
  if (outcome.state === 'threw' && outcome.thrown.isError) return
  if (outcome.state === 'threw')
    throw new Finding(
      `${callText(attempt)} failed, as it should, since ${what}; but ${thrownText(outcome.thrown)}. Pass the error of axios on.`,
      { method },
    )
  const finding = findingIn(attempt)
  if (finding !== undefined) throw finding
  const { value, unlike } = givenBy(outcome)
  throw new Finding(
    `${callText(attempt)} gave ${unlike ?? shortLiteral(value)} although ${what}. Nobody learns of it: let the error out of the method.`,
    { method },
  )
}
