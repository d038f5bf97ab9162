import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import { everyKey } from '../../../../src/servers/kv/entries/every-key.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { endWithUs } from '../../../support/end-with-us.ts'
import { nodeProgram } from '../../../support/node-program.ts'
import { valueOf } from '../../../support/serve.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** How many damages of each seed are tried; the environment can ask for more than an everyday run has time for. */
const count = Number(process.env['SESSIONSCOPE_DAMAGES'] ?? 70)

/**
 * What they are drawn from: the same in every run, or others that the environment names. With each of these a damage once ended the
 * process: of a meta, of the head of a page, of both metas. That none does is found by trying, not proved.
 */
const seeds = process.env['SESSIONSCOPE_SEED']?.split(',') ?? ['2', '14', '16']

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const key = (i: number): string => `key-${String(i).padStart(4, '0')}`

/** A store of several levels, with values that have pages of their own, lifetimes, and free pages. */
const madeIn = async (folder: string): Promise<string> => {
  const entries = valueOf(openDiskEntries({ folder, clock: systemClock }))
  for (let i = 0; i < 400; i += 40) {
    const value = JSON.stringify('v'.repeat(i % 80 === 0 ? 300 : 6_000))
    const changes = Array.from(
      { length: 40 },
      (_, n) => [key(i + n), n % 2 ? { value } : { value, expires: systemClock.now() + 1e9 }] as const,
    )
    await entries.set(new Map(changes))
  }
  for (let i = 0; i < 400; i += 7) await entries.delete(key(i))
  await entries.close()
  return join(folder, 'data.mdb')
}

it.each(seeds)(
  `no damage of the data file ends the process (${String(count)} of seed %s)`,
  { timeout: 60_000 + count * 1_000 },
  async (seed) => {
    const program = await nodeProgram('test/servers/kv/support/damaged-stores-process.ts')
    const source = await madeIn(await newFolder())
    const child = endWithUs(
      spawn(process.execPath, [program, source, await newFolder(), seed, '1', String(count)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    )
    const exited = once(child, 'exit')
    const said = (await text(child.stdout)).trimEnd().split('\n')
    expect({ ended: await exited, last: said.at(-1) }).toEqual({
      ended: [0, null],
      last: expect.stringMatching(new RegExp(`^${String(count)} .*: (used|failed|refused) ?`)) as string,
    })
    const refused = said.filter((line) => line.includes(': refused '))
    expect(refused.length).toBeGreaterThan(count / 4)
    for (const line of refused)
      expect(line).toMatch(
        /the disk store in .* cannot be opened \(.*data\.mdb is damaged, cut short or not a store\): choose another folder with KV_DBM$/,
      )
  },
)

it('opens a store that lacks only free pages at its end', async () => {
  const folder = await newFolder()
  await madeIn(folder)
  const entries = valueOf(openDiskEntries({ folder, clock: systemClock }))
  const keys: string[] = []
  for await (const one of everyKey(entries, '')) keys.push(one)
  // What was at the end is free now, and is used no more.
  for (const one of keys.slice(10)) await entries.delete(one)
  await entries.close()
  const path = join(folder, 'data.mdb')
  const whole = await readFile(path)
  const sizes: number[] = []
  for (let pages = whole.length / 4_096 - 1; pages > 2; pages -= 1) {
    await truncate(path, pages * 4_096)
    const opened = openDiskEntries({ folder, clock: systemClock })
    if (!opened.ok) break
    for (const one of keys.slice(0, 10)) expect(await opened.value.get(one)).toBeDefined()
    await opened.value.close()
    sizes.push(pages)
  }
  expect(sizes.length).toBeGreaterThan(0)
})

it.each([
  ['of another program', Buffer.from('SQLite format 3\0'.padEnd(8_192, '\0'))],
  ['of text', Buffer.from('hello\n')],
  ['of one byte', Buffer.of(0)],
])('refuses a file %s', async (_what, bytes) => {
  const folder = await newFolder()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'data.mdb'), bytes)
  expect(openDiskEntries({ folder, clock: systemClock })).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('not a store') as string },
  })
})
