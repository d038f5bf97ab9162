import { openEntries } from '../../../../src/servers/kv/entries/open-entries.ts'
import type { Precondition } from '../../../../src/servers/kv/entries/precondition.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import type { Call } from '../../../support/linearizable.ts'

// Several clients of one storage in a process of its own. Its arguments are the store and its folder. It says when it is ready,
// begins when it is told how many calls each client makes, and sends what it saw.
const [store = '', folder = ''] = process.argv.slice(2)
const clients = 4
const keys = ['a', 'b'] as const

const now = (): number => Number(process.hrtime.bigint()) / 1_000
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T

const opened = await openEntries({ store, folder, clock: systemClock })
if (!opened.ok) throw new Error(opened.failure.message)
const entries = opened.value

const conditionOf = (version: string | null): Precondition =>
  version === null ? { ifNoneMatch: '*' } : { ifMatch: [version] }

/** Sets a key on a condition: that the version is there which was read last, or nothing. */
const setIf = async (key: string, ifVersion: string | null): Promise<Call['what']> => {
  const [written] = await set(key, conditionOf(ifVersion))
  return written === undefined ? { kind: 'refused', ifVersion } : { kind: 'wrote', version: written.version, ifVersion }
}

const set: (key: string, precondition?: Precondition) => Promise<readonly { readonly version: string }[]> = async (
  key,
  precondition,
) => {
  const result = await entries.set(new Map([[key, { value: '1' }]]), precondition)
  return result.ok ? result.value : []
}

const write = async (key: string): Promise<Call['what']> => ({
  kind: 'wrote',
  version: (await set(key))[0]?.version ?? '',
})

const read = async (key: string): Promise<Call['what'] & { kind: 'read' }> => ({
  kind: 'read',
  version: (await entries.get(key))?.version ?? null,
})

const remove = async (key: string): Promise<Call['what']> => {
  const result = await entries.delete(key)
  return { kind: 'removed', version: (result.ok && result.value?.version) || null }
}

const list = async (key: string): Promise<Call['what']> => {
  const page = await entries.keys({ prefix: '', limit: 10 })
  return { kind: 'listed', isThere: page.keys.includes(key) }
}

const client = async (calls: number): Promise<Call[]> => {
  const seen: Call[] = []
  const known = new Map<string, string | null>()
  for (let i = 0; i < calls; i += 1) {
    const key = oneOf(keys)
    const doIt = oneOf([read, read, read, list, write, remove, () => setIf(key, known.get(key) ?? null)])
    const began = now()
    const what = await doIt(key)
    seen.push({ key, began, ended: now(), what })
    if (what.kind === 'read' || what.kind === 'wrote') known.set(key, what.version)
  }
  return seen
}

process.once('message', (calls: number) => {
  void Promise.all(Array.from({ length: clients }, () => client(calls))).then(async (seen) => {
    await entries.close()
    process.send?.(seen.flat(), () => {
      process.disconnect()
    })
  })
})
process.send?.('ready')
