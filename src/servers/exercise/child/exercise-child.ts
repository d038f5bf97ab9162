import type { ExerciseMethod } from '../../../shared/stream/exercise-source.ts'
import type { Order, Settled, Thrown } from '../messages.ts'
import { createCallScope, inCall, type CallScope } from './call-scope.ts'
import { openChannel } from './channel.ts'
import { describeThrown } from './describe-thrown.ts'
import { sendAsCounter, watchDefaults } from './own-axios.ts'
import { describeReturned } from './describe-returned.ts'
import { loadStudentClass, type StudentClass } from './student-class.ts'
import { watchProcess } from './watch-process.ts'

// The program that runs one version of the student's file. It is a process of its own: whatever the file does, the lab goes on.

const straysAtMost = 10

const channel = openChannel()
watchProcess()
sendAsCounter()
const changedDefaults = watchDefaults()

let student: StudentClass | undefined
const instances = new Map<string, object>()
const running = new Map<number, AbortController>()
const strays: Thrown[] = []

const onStray = (thrown: unknown): void => {
  if (strays.length < straysAtMost) strays.push(describeThrown(thrown, student?.compiled))
}
process.on('unhandledRejection', onStray)
process.on('uncaughtException', onStray)

const load = async (source: string): Promise<void> => {
  const loaded = await loadStudentClass(source)
  if (!loaded.ok) return channel.send({ kind: 'refused', problems: [...loaded.failure] })
  student = loaded.value
  channel.send({ kind: 'loaded', problems: [...student.problems] })
}

const call = async (order: Extract<Order, { kind: 'call' }>): Promise<void> => {
  const ending = new AbortController()
  running.set(order.id, ending)
  const scope = createCallScope(order.traceparent, ending.signal)
  const settled = await inCall(scope, () => settle(order, scope))
  running.delete(order.id)
  channel.send({ kind: 'settled', id: order.id, settled })
}

const settle = async (
  { instance, url, method, args }: Extract<Order, { kind: 'call' }>,
  scope: CallScope,
): Promise<Settled> => {
  const made = instanceOf(instance, url)
  if ('thrown' in made) return { state: 'threw', in: 'constructor', thrown: made.thrown, isHasty: false }
  const work = (made.object as Partial<Record<ExerciseMethod, unknown>>)[method]
  if (typeof work !== 'function') return { state: 'missing' }
  try {
    const returned: unknown = Reflect.apply(
      work,
      made.object,
      args.map((text): unknown => JSON.parse(text)),
    )
    const value = await returned
    return {
      state: 'returned',
      ...describeReturned(value),
      wasPromise: isThenable(returned),
      isHasty: await scope.isUnanswered(),
    }
  } catch (thrown) {
    return {
      state: 'threw',
      in: 'method',
      thrown: describeThrown(thrown, student?.compiled),
      isHasty: await scope.isUnanswered(),
    }
  }
}

const instanceOf = (name: string, url: string): { readonly object: object } | { readonly thrown: Thrown } => {
  const before = instances.get(name)
  if (before !== undefined) return { object: before }
  try {
    if (student === undefined) throw new Error('The file is not loaded.')
    const object = student.create(url)
    instances.set(name, object)
    return { object }
  } catch (thrown) {
    return { thrown: describeThrown(thrown, student?.compiled) }
  }
}

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

channel.onOrder((order) => {
  switch (order.kind) {
    case 'load':
      return void load(order.source)
    case 'call':
      return void call(order)
    case 'cancel':
      return running.get(order.id)?.abort()
    case 'ping':
      return channel.send({ kind: 'pong' })
    case 'inspect':
      return channel.send({ kind: 'inspected', changedDefaults: changedDefaults(), strays: strays.splice(0) })
    default:
      return order satisfies never
  }
})
channel.send({ kind: 'ready' })
