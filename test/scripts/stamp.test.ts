import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, readStamp, writeStamp } from '../../scripts/lib/stamp.mjs'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stamp-'))
  await mkdir(join(folder, 'src', 'deep'), { recursive: true })
  await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'a')
  await writeFile(join(folder, 'package-lock.json'), '{}')
})

afterEach(() => rm(folder, { recursive: true }))

const stamp = () => fingerprint(folder, ['src', 'package-lock.json'])

test('the same contents have the same fingerprint, whenever they were written', async () => {
  const before = await stamp()
  await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'a')
  expect(await stamp()).toBe(before)
})

test.each([
  ['a file is edited', () => writeFile(join(folder, 'src', 'deep', 'a.ts'), 'b')],
  ['a file is added', () => writeFile(join(folder, 'src', 'b.ts'), '')],
  ['a file is removed', () => rm(join(folder, 'src', 'deep', 'a.ts'))],
  ['the lockfile changes', () => writeFile(join(folder, 'package-lock.json'), '{ }')],
])('the fingerprint changes when %s', async (_, change) => {
  const before = await stamp()
  await change()
  expect(await stamp()).not.toBe(before)
})

test('contents that move from one file to the next change the fingerprint', async () => {
  await writeFile(join(folder, 'src', 'b.ts'), 'bc')
  const before = await stamp()
  await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'ab')
  await writeFile(join(folder, 'src', 'b.ts'), 'c')
  expect(await stamp()).not.toBe(before)
})

test('a path that does not exist counts as empty', async () => {
  expect(await fingerprint(folder, ['nowhere'])).toBe(await fingerprint(folder, []))
})

test('what was stamped is read back, and nothing where nothing was', async () => {
  const path = join(folder, 'new', 'stamp')
  expect(await readStamp(path)).toBeUndefined()
  await writeStamp(path, 'abc')
  expect(await readStamp(path)).toBe('abc')
})
