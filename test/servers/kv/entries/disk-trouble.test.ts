import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import { StoreUnavailable, type Entries } from '../../../../src/servers/kv/entries/entries.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { endWithUs } from '../../../support/end-with-us.ts'
import { nodeProgram } from '../../../support/node-program.ts'
import { valueOf } from '../../../support/serve.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return join(folder.path, 'kv')
}

const openIn = (folder: string): Entries => {
  const entries = valueOf(openDiskEntries({ folder, clock: systemClock }))
  onTestFinished(() => entries.close())
  return entries
}

const one = (key: string, value: string) => new Map([[key, { value }]])

describe('a disk store whose disk is full', () => {
  it.each([
    ['closes', 'close', 'unavailable 1\nclosed\n'],
    ['is left for another', 'move', 'unavailable 1\nmoved 2\nclosed\n'],
  ])('%s all the same, and its process ends', async (_what, then, said) => {
    const program = await nodeProgram('test/servers/kv/support/full-disk-process.ts')
    // No file over 512 KiB.
    const child = endWithUs(
      spawn('bash', ['-c', 'ulimit -f 512; exec "$@"', 'bash', process.execPath, program, await newFolder(), then]),
    )
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    const [printed, warned] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(printed).toBe(said)
    expect(await ended).toEqual([0, null])
    // No stack of LMDB's.
    expect(warned).not.toMatch(/^ +at /m)
  })
})

it('a disk store whose write never ends is left behind, and its process ends', async () => {
  const program = await nodeProgram('test/servers/kv/support/stuck-write-process.ts')
  const folder = await newFolder()
  const start = async (what: string) => {
    const child = endWithUs(spawn(process.execPath, [program, folder, what], { stdio: ['pipe', 'pipe', 'inherit'] }))
    onTestFinished(() => void child.kill('SIGKILL'))
    const lines = createInterface(child.stdout)
    const [ready] = (await once(lines, 'line')) as [string]
    expect(ready).toBe('open')
    return { child, lines }
  }
  const stuck = await start('write')
  const ended = once(stuck.child, 'exit')
  // Another process has the environment's only writing transaction, and never ends it.
  const holder = await start('hold')
  const holding = once(holder.lines, 'line')
  holder.child.stdin.end('go')
  await holding
  const closed = once(stuck.lines, 'line')
  stuck.child.stdin.end('go')
  expect(await closed).toEqual(['closed'])
  expect(await ended).toEqual([null, 'SIGKILL'])
})

describe('a disk store whose files are deleted while it is open', () => {
  const gone = /was deleted or replaced while it was in use/

  it('acknowledges nothing any more, and says so', async () => {
    const folder = await newFolder()
    const entries = openIn(folder)
    await entries.set(one('a', '1'))
    await rm(folder, { recursive: true })
    await expect(entries.set(one('a', '2'))).rejects.toThrow(gone)
    await expect(entries.delete('a')).rejects.toBeInstanceOf(StoreUnavailable)
    // Also where nobody writes.
    await expect(entries.removeExpired(10)).rejects.toThrow(gone)
  })

  it('takes no other store for its own', async () => {
    const folder = await newFolder()
    const entries = openIn(folder)
    await rm(folder, { recursive: true })
    const another = openIn(folder)
    await another.set(one('a', '1'))
    await expect(entries.set(one('a', '2'))).rejects.toThrow(gone)
    expect((await another.get('a'))?.value).toBe('1')
  })

  it('goes on when they are back', async () => {
    const folder = await newFolder()
    const entries = openIn(folder)
    await entries.set(one('a', '1'))
    await rename(folder, `${folder}-away`)
    await expect(entries.set(one('a', '2'))).rejects.toThrow(gone)
    await rename(`${folder}-away`, folder)
    await entries.set(one('a', '3'))
    expect((await entries.get('a'))?.value).toBe('3')
  })
})

it('a process that was killed while it read does not make the file grow for ever', async () => {
  const folder = await newFolder()
  const entries = openIn(folder)
  const overwrite = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      await Promise.all(['a', 'b', 'c', 'd'].map((key) => entries.set(one(key, JSON.stringify('x'.repeat(2_000))))))
    }
  }
  await overwrite(20)
  const program = await nodeProgram('test/servers/kv/support/killed-reader-process.ts')
  const reader = endWithUs(spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] }))
  await once(reader.stdout, 'data')
  const exited = once(reader, 'exit')
  reader.kill('SIGKILL')
  await exited
  await entries.removeExpired(10)
  const { size } = await stat(join(folder, 'data.mdb'))
  await overwrite(200)
  expect((await stat(join(folder, 'data.mdb'))).size).toBeLessThan(size + 200_000)
})
