import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openEntries } from '../../../../src/servers/kv/entries/open-entries.ts'
import { systemClock as clock } from '../../../../src/shared/base/clock.ts'
import { valueOf } from '../../../support/serve.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folderOfTest = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

it('opens memory without touching the folder', async () => {
  const entries = valueOf(await openEntries({ store: 'memory', folder: '/dev/null/nowhere', clock }))
  expect(await entries.get('foo')).toBeUndefined()
  await entries.close()
})

it('opens a folder that does not exist yet, whatever its name', async () => {
  const folder = join(await folderOfTest(), 'a', 'b.with.dots')
  const entries = valueOf(await openEntries({ store: 'disk', folder, clock }))
  await entries.set(new Map([['foo', { value: '1' }]]))
  await entries.close()
  const again = valueOf(await openEntries({ store: 'disk', folder, clock }))
  expect(await again.get('foo')).toMatchObject({ value: '1' })
  await again.close()
})

it('says which folder cannot be opened, and what to do', async () => {
  const file = join(await folderOfTest(), 'file')
  await writeFile(file, 'in the way')
  const result = await openEntries({ store: 'disk', folder: join(file, 'kv'), clock })
  const message = result.ok ? '' : result.failure.message
  expect(message).toContain(file)
  expect(message).toContain('KV_DBM')
  expect(message).not.toContain('\n')
})

it.each([
  ['something else', 'something else entirely '.repeat(1000)],
  ['a piece of it', 'x'],
])('refuses a store that is %s', async (_what, content) => {
  const folder = await folderOfTest()
  await writeFile(join(folder, 'data.mdb'), content)
  const result = await openEntries({ store: 'disk', folder, clock })
  expect(result.ok ? '' : result.failure.message).toContain('damaged, cut short or not a store')
})

it.each(['data.mdb', 'lock.mdb'])('refuses a folder in which %s is not a file', async (name) => {
  const folder = await folderOfTest()
  await mkdir(join(folder, name))
  expect(await openEntries({ store: 'disk', folder, clock })).toMatchObject({
    ok: false,
    failure: { code: 'unavailable' },
  })
})

it('says that no Redis answers', async () => {
  const result = await openEntries({ store: 'redis://127.0.0.1:1', folder: '', clock })
  expect(result.ok ? '' : result.failure.message).toContain('KV_STORE')
})
