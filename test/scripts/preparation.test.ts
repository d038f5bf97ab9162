import { expect, test } from 'vitest'
import { Failure } from '../../scripts/lib/failure.mjs'
import { createPreparation } from '../../scripts/lib/preparation.mjs'
import { createProgress } from '../../scripts/lib/progress.mjs'

const progress = createProgress({ write: () => undefined })
const ready = { kind: 'ready', executable: '/opt/electron' } as const

test('each part is done once, the desktop after the tools', async () => {
  const done: string[] = []
  const preparation = createPreparation(progress, {
    ensureTools: () => Promise.resolve(['curl']).finally(() => done.push('tools')),
    ensureDesktop: () => Promise.resolve(ready).finally(() => done.push('desktop')),
  })
  expect(await Promise.all([preparation.desktop(), preparation.tools(), preparation.desktop()])).toEqual([
    ready,
    ['curl'],
    ready,
  ])
  expect(done).toEqual(['tools', 'desktop'])
})

test('a failure waits for the stage that asks; to settle is not to fail', async () => {
  const preparation = createPreparation(progress, {
    ensureTools: () => Promise.reject(new Failure('no network')),
    ensureDesktop: () => Promise.resolve(ready),
  })
  void preparation.desktop()
  await preparation.settled()
  await expect(preparation.desktop()).rejects.toThrow('no network')
})

test('what has begun is waited for', async () => {
  let isInstalled = false
  const preparation = createPreparation(progress, {
    ensureTools: () =>
      new Promise((resolve) => {
        setImmediate(() => {
          isInstalled = true
          resolve([])
        })
      }),
  })
  void preparation.tools()
  await preparation.settled()
  expect(isInstalled).toBe(true)
})
