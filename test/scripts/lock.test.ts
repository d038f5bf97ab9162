import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../scripts/lib/lock.mjs'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'))
  path = join(folder, 'locks', 'work')
})

afterEach(() => rm(folder, { recursive: true }))

test('work under one lock is done one after the other, and the lock is gone after it', async () => {
  const events: string[] = []
  const work = (name: string) =>
    withLock(path, async () => {
      events.push(`${name} begins`)
      await readdir(folder)
      events.push(`${name} ends`)
    })
  await work('first')
  await Promise.all([work('second'), work('third')])
  for (const at of [0, 2, 4]) expect(events[at + 1]).toBe(events[at]?.replace('begins', 'ends'))
  expect(await readdir(join(folder, 'locks'))).toEqual([])
})

test('the lock is given back when the work fails', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
  expect(await withLock(path, () => Promise.resolve('again'))).toBe('again')
})

test('the lock of a process that is gone is taken over', async () => {
  await withLock(path, () => Promise.resolve())
  const { pid } = spawnSync(process.execPath, ['--version'])
  await writeFile(path, String(pid))
  expect(await withLock(path, () => Promise.resolve('mine'))).toBe('mine')
})

test('who waits too long for a living process is told which file it is', async () => {
  await withLock(path, async () => {
    await expect(withLock(path, () => Promise.resolve(), 0)).rejects.toThrow(path)
  })
})
