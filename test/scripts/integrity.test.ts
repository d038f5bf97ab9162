import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyIntegrity } from '../../scripts/lib/integrity.mjs'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'integrity-'))
})

afterEach(() => rm(folder, { recursive: true }))

const integrityOf = (text: string) => `sha512-${createHash('sha512').update(text).digest('base64')}`

test('the pinned file is accepted', async () => {
  const tarball = join(folder, 'electron.tgz')
  await writeFile(tarball, 'the real one')
  await expect(verifyIntegrity(tarball, integrityOf('the real one'))).resolves.toBeUndefined()
})

test.each([
  ['another', 'another one'],
  ['a truncated', 'the real'],
  ['an empty', ''],
])('%s file is refused with a line that names it', async (_, content) => {
  const tarball = join(folder, 'electron.tgz')
  await writeFile(tarball, content)
  await expect(verifyIntegrity(tarball, integrityOf('the real one'))).rejects.toThrow(/electron\.tgz is not the file/)
})
