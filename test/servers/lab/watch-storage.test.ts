import { expect, it, onTestFinished } from 'vitest'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { listEntries } from '../../../src/servers/kv/list-entries.ts'
import { countFollowers, watchStorage } from '../../../src/servers/lab/watch-storage.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import { entriesFold } from '../../../src/shared/folds/entries.ts'
import { newLog } from '../../support/serve.ts'

const nobody = { onBatch: () => undefined, onFailure: () => undefined }

const watched = async () => {
  const entries = createMemoryEntries({ clock: systemClock })
  const set = (key: string, value: string) => entries.set(new Map([[key, { value }]]))
  await set('stays', '1')
  await set('changes', '1')
  await set('goes', '1')
  const { log, areThere } = countFollowers(newLog({ baseline: { ...emptyBaseline, ...(await listEntries(entries)) } }))
  const looks = { count: 0 }
  const counted = {
    ...entries,
    keys: (range: Parameters<typeof entries.keys>[0]) => {
      looks.count += 1
      return entries.keys(range)
    },
  }
  const stop = watchStorage({ entries: counted, log, isWatched: areThere, pause: 10 })
  onTestFinished(stop)
  const shown = () => {
    const { byKey } = foldAll(entriesFold, log.read(0, Infinity))
    return Object.fromEntries(
      Array.from(byKey, ([key, { value, writtenAt }]) => [key, [value, writtenAt !== undefined]]),
    )
  }
  return { entries, set, log, looks, shown }
}

it('what other processes write, change and remove is seen while somebody looks', async () => {
  const { entries, set, log, shown } = await watched()
  onTestFinished(log.follow(0, nobody))
  await set('comes', '1')
  await set('changes', '2')
  await entries.delete('goes')
  // When it was written is not known.
  await expect.poll(shown).toEqual({ stays: ['1', false], changes: ['2', false], comes: ['1', false] })
  const told = log.read(1, Infinity).map((fact) => fact.kind)
  expect(told.sort()).toEqual(['entry.deleted', 'entry.written', 'entry.written'])
})

it('nobody looks at the storage when nobody looks at the stream', async () => {
  const { set, log, looks, shown } = await watched()
  await set('comes', '1')
  const stop = log.follow(0, nobody)
  await expect.poll(shown).toHaveProperty('comes')
  stop()
  const { count } = looks
  expect(count).toBeGreaterThan(0)
  // None begins any more; one may be under way.
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(looks.count).toBeLessThanOrEqual(count + 1)
})

it('what others keep changing is shown as it is', async () => {
  const { set, log, shown } = await watched()
  onTestFinished(log.follow(0, nobody))
  let count = 1
  const timer = setInterval(() => void set('changes', String((count += 1))), 3)
  onTestFinished(() => {
    clearInterval(timer)
  })
  await expect.poll(() => Number(shown()['changes']?.[0])).toBeGreaterThan(20)
})

it('what this process tells itself is not told again', async () => {
  const { entries, log, shown, looks } = await watched()
  onTestFinished(log.follow(0, nobody))
  await entries.delete('goes')
  log.append({ kind: 'entry.deleted', key: 'goes', cause: 'deleted' })
  const before = looks.count
  await expect.poll(() => looks.count).toBeGreaterThan(before + 3)
  expect(shown()).toEqual({ stays: ['1', false], changes: ['1', false] })
  expect(log.read(1, Infinity)).toHaveLength(1)
})
