import { expect, it } from 'vitest'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { entriesSuite } from '../../../suites/entries.ts'
import { valueOf } from '../../../support/serve.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

entriesSuite(
  'a folder',
  async (clock) => {
    const folder = await temporaryFolder()
    const open = () => valueOf(openDiskEntries({ folder: folder.path, clock }))
    return { entries: open(), others: open(), dispose: () => folder.remove() }
  },
  async () => {
    const folder = await temporaryFolder()
    return { store: 'disk', folder: folder.path, dispose: () => folder.remove() }
  },
)

it('finds again what was there when the folder was closed', async () => {
  const folder = await temporaryFolder()
  const options = { folder: folder.path, clock: systemClock }
  const before = valueOf(openDiskEntries(options))
  await before.set(new Map([['foo', { value: '"bar"', expires: systemClock.now() + 60_000 }]]))
  const stored = await before.get('foo')
  await before.close()
  const after = valueOf(openDiskEntries(options))
  expect(await after.get('foo')).toEqual(stored)
  expect(await after.keys({ prefix: '', limit: 10 })).toEqual({ keys: ['foo'] })
  await after.close()
  await folder.remove()
})
