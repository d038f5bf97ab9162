import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFailureMemory } from '../../scripts/lib/electron-own.mjs'
import { pinFor } from '../../scripts/lib/electron-pin.mjs'
import { electronEnvironment, givenElectron } from '../../scripts/lib/electron-runtime.mjs'

const HOUR_MS = 60 * 60_000
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runtime-'))
  await writeFile(join(folder, 'electron'), '')
})

afterEach(() => rm(folder, { recursive: true }))

test('the environment may name the executable or its folder', async () => {
  const executable = join(folder, 'electron')
  expect(await givenElectron({ ELECTRON_EXEC_PATH: executable }, 'linux')).toBe(executable)
  expect(await givenElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBe(executable)
  expect(await givenElectron({}, 'linux')).toBeUndefined()
})

test('a name in the environment that leads nowhere is said, not ignored', async () => {
  const given = givenElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder }, 'win32')
  await expect(given).rejects.toThrow(/electron\.exe, which is not there/)
})

test('every program finds the same Electron', () => {
  expect(electronEnvironment('/opt/electron/electron')).toEqual({
    ELECTRON_EXEC_PATH: '/opt/electron/electron',
    ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron',
    SESSIONSCOPE_ELECTRON: '/opt/electron/electron',
  })
})

test('a stand-in is pinned by version and hash, and only where there is one', () => {
  expect(pinFor('linux-x64')?.version).toBe('14.5.4')
  expect(pinFor('linux-x64')?.integrity).toMatch(/^sha512-.{88}$/)
  expect(pinFor('darwin-arm64')).toBeUndefined()
})

test('a failed download is remembered for a day', async () => {
  let now = Date.UTC(2030, 0, 1)
  const memory = createFailureMemory(join(folder, 'cache', 'failed'), { now: () => now })
  expect(await memory.isFresh()).toBe(false)
  await memory.remember()
  now += 23 * HOUR_MS
  expect(await memory.isFresh()).toBe(true)
  now += 2 * HOUR_MS
  expect(await memory.isFresh()).toBe(false)
})
