import type { Input, OperationName } from '../../../src/shared/wire/contract.ts'
import { courses } from '../../../src/shared/course/courses.ts'
import { browserIds } from '../../../src/shared/stream/participant.ts'
import type { Result } from '../../../src/shared/base/result.ts'
import { writeWhole } from '../../../src/servers/files/write-whole.ts'
import { ask } from './raw-request.ts'

/** An operation of the lab and its input. */
export type Order = { readonly [N in OperationName]: readonly [name: N, input: Input<N>] }[OperationName]

/** A lab that runs, whatever carries its contract. */
export interface RunningLab {
  readonly counter: string
  readonly kv: string
  readonly settingsFile: string
  /** What its settings file said when it started. */
  readonly settings: string
  readonly call: <N extends OperationName>(name: N, input: Input<N>) => Promise<Result<unknown>>
  /** Several at once: each call on its own would go to the page that carries it and back. */
  readonly callAll: (orders: readonly Order[]) => Promise<readonly Result<unknown>[]>
}

/** Makes the servers, by their own operations, what they were when they started: settings, step mode, entries, log. */
export const resetServers = async (lab: RunningLab): Promise<void> => {
  await must(lab, 'steps.hold', { isOn: false })
  await resetSettings(lab)
  await deleteEntries(lab.kv)
  await must(lab, 'log.clear', {})
}

/** The same for the whole lab, with nothing judged yet: then both browsers have empty jars, and have just opened the counter. */
export const resetLab = async (lab: RunningLab): Promise<void> => {
  await must(lab, 'run.stop', {})
  await must(lab, 'steps.hold', { isOn: false })
  await resetSettings(lab)
  // Whatever a browser was still loading ends here, before its jar is emptied.
  await openCounter(lab)
  await mustAll(
    lab,
    browserIds.map((browser) => ['browser.clearCookies', { browser }] as const),
  )
  await deleteEntries(lab.kv)
  const lessons = courses[0].lessons.map(({ id }) => id)
  await must(lab, 'exercise.reset', {})
  await mustAll(lab, [
    ...lessons.map((lesson) => ['lesson.reset', { lesson }] as const),
    ['report.describe', { name: '', notes: '', lessons: Object.fromEntries(lessons.map((id) => [id, ''])) }],
  ])
  await must(lab, 'log.clear', {})
  await openCounter(lab)
}

// A change through the panel puts all of the file in force before it resolves; what it wrote itself is taken out again. The
// file is never seen empty, as it would be for a moment if it were written in place.
const resetSettings = async ({ settingsFile, settings, ...lab }: RunningLab): Promise<void> => {
  await writeWhole(settingsFile, settings)
  await must(lab, 'settings.change', { key: 'LOCK_SESSIONS', value: true })
  await writeWhole(settingsFile, settings)
}

const openCounter = async (lab: RunningLab): Promise<void> => {
  await mustAll(
    lab,
    browserIds.map((browser) => ['browser.open', { browser, address: lab.counter }] as const),
  )
}

const deleteEntries = async (kv: string): Promise<void> => {
  const { keys } = (await ask(kv, '/')).json() as { keys: string[] }
  // Not thousands of connections at once.
  for (let from = 0; from < keys.length; from += 50) {
    await Promise.all(
      keys.slice(from, from + 50).map((key) => ask(kv, `/${encodeURIComponent(key)}`, { method: 'DELETE' })),
    )
  }
}

const must = async <N extends OperationName>(
  { call }: Pick<RunningLab, 'call'>,
  name: N,
  input: Input<N>,
): Promise<void> => {
  done(name, await call(name, input))
}

const mustAll = async ({ callAll }: Pick<RunningLab, 'callAll'>, orders: readonly Order[]): Promise<void> => {
  const results = await callAll(orders)
  orders.forEach(([name], index) => {
    done(name, results[index])
  })
}

const done = (name: OperationName, result: Result<unknown> | undefined): void => {
  if (result?.ok !== true) throw new Error(`${name}: ${result?.failure.message ?? 'nothing came back'}`)
}
