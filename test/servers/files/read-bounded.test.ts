import { execFileSync } from 'node:child_process'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readBounded, readBoundedText } from '../../../src/servers/files/read-bounded.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const oddities: readonly (readonly [what: string, make: (path: string) => unknown, expected: object])[] = [
  ['nothing', () => undefined, { kind: 'missing', message: 'there is no such file' }],
  ['a folder', (path) => mkdir(path), { kind: 'noFile', message: 'it is a folder, not a file' }],
  ['a pipe', (path) => execFileSync('mkfifo', [path]), { kind: 'noFile', message: 'it is a pipe, not a file' }],
  [
    'an endless device',
    (path) => symlink('/dev/zero', path),
    { kind: 'noFile', message: 'it is a device, not a file' },
  ],
  ['a terminal', (path) => symlink('/dev/tty', path), { kind: 'noFile', message: 'it is a device, not a file' }],
  ['a link that leads nowhere', (path) => symlink('nowhere', path), { kind: 'missing' }],
  [
    'a link to itself',
    (path) => symlink(path, path),
    { kind: 'unreadable', message: expect.stringContaining('ELOOP') as unknown },
  ],
  [
    'a file of a hundred gigabytes',
    async (path) => {
      await writeFile(path, '')
      await truncate(path, 1e11)
    },
    { kind: 'tooLarge', message: 'expected at most 1000 bytes, and found 100000000000' },
  ],
  ['one byte too many', (path) => writeFile(path, 'x'.repeat(1_001)), { kind: 'tooLarge' }],
  ['other bytes than UTF-8', (path) => writeFile(path, Buffer.from([0x61, 0xff])), { kind: 'noText' }],
]

it.each(oddities)('%s in the place of a file is refused in words', async (_what, make, expected) => {
  const path = join(await newFolder(), 'file')
  await make(path)
  expect(await readBoundedText(path, 1_000)).toMatchObject({ ok: false, failure: expected })
})

it('a file is read to its end, up to as much as it may be, also one that says that it is empty', async () => {
  const path = join(await newFolder(), 'file')
  for (const length of [0, 1, 65_536, 65_537, 200_000]) {
    await writeFile(path, Buffer.alloc(length, 7))
    expect(await readBounded(path, 200_000)).toEqual({ ok: true, value: Buffer.alloc(length, 7) })
  }
  expect(await readBoundedText('/proc/self/status', 100_000)).toMatchObject({
    ok: true,
    value: expect.stringContaining('Name:') as unknown,
  })
  expect(await readBoundedText('/proc/self/status', 10)).toMatchObject({ ok: false, failure: { kind: 'tooLarge' } })
})
