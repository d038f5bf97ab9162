import { execFile, spawnSync } from 'node:child_process'
import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeProgram } from '../../support/node-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { hostileReports } from './support/hostile-reports.ts'

// What sixty students hand in, one of whom wants to see the teacher's machine on its knees. All of it goes through one process with
// less memory than Node takes for itself; that it ends at all is what bounds its time.

const run = promisify(execFile)
let program: string
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  program = await nodeProgram('test/servers/report/support/verify-process.ts')
  folder = await temporaryFolder()
})
afterAll(async () => {
  await folder.remove()
})

interface Verified {
  readonly path: string
  readonly code: number
  readonly printed: readonly string[]
  readonly warned: readonly string[]
}

const verifyAll = async (paths: readonly string[], limit: number): Promise<Verified[]> => {
  const { stdout, stderr } = await run(process.execPath, ['--max-old-space-size=256', program, ...paths], {
    timeout: limit,
    maxBuffer: 64_000_000,
  })
  expect(stderr).toBe('')
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verified)
}

/** Says why in a line of its own, and nothing that a terminal would take for more than text. */
const expectReason = (what: string, { code, printed, warned }: Verified): void => {
  const reasons = printed.filter((line) => line.startsWith('  ! '))
  const isRefused = printed.length === 0 && warned.length === 1
  const isFoundOut =
    warned.length === 0 &&
    reasons.length > 0 &&
    /^DOES NOT HOLD: \d+ problems?, see above\.$/.test(printed.at(-1) ?? '')
  expect([what, code, isRefused || isFoundOut, printed.slice(-2), warned]).toEqual([
    what,
    1,
    true,
    printed.slice(-2),
    warned,
  ])
  for (const line of [...printed, ...warned]) {
    expect([what, line]).toEqual([
      what,
      expect.not.stringMatching(
        /[\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2066-\u2069]|^ *at .*:\d+:\d+|RangeError|TypeError/u,
      ),
    ])
    expect([what, line.length < 1_000]).toEqual([what, true])
  }
}

it('every hostile file is refused or found out, in words, in little memory', { timeout: 300_000 }, async () => {
  const hostile = await hostileReports()
  expect(hostile.length).toBeGreaterThanOrEqual(60)
  const paths: string[] = []
  for (const [index, { bytes }] of hostile.entries()) {
    paths.push(join(folder.path, `${index}`))
    await writeFile(paths[index] ?? '', bytes())
  }
  const verified = await verifyAll(paths, 240_000)
  expect(verified).toHaveLength(hostile.length)
  for (const [index, { what }] of hostile.entries())
    expectReason(what, verified[index] ?? { path: '', code: -1, printed: [], warned: [] })
})

it('what has no end, or is no file, is refused, and a good report after it still holds', async () => {
  const pipe = join(folder.path, 'pipe')
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
  const large = join(folder.path, 'large')
  await writeFile(large, '')
  await truncate(large, 5_000_000_000)
  await mkdir(join(folder.path, 'folder'))
  const good = join(folder.path, 'good.html')
  await copyFile(join(import.meta.dirname, '../../frozen/0.1.0/report.html'), good)
  const odd = [
    '/dev/zero',
    '/dev/null',
    pipe,
    large,
    join(folder.path, 'folder'),
    join(folder.path, 'none'),
    join(good, 'below'),
    'with\u001b[31m an escape',
  ]
  const verified = await verifyAll([...odd, good], 60_000)
  const device = /this is no file but a device or a pipe/
  const reasons = [
    device,
    device,
    device,
    /too large for a report: it has 5000000000 bytes/,
    /this is a folder/,
    /there is no such file/,
    /there is no such file/,
    /^sessionscope: with\\u001b\[31m an escape: there is no such file$/,
  ]
  for (const [index, reason] of reasons.entries()) {
    const one = verified[index] ?? { path: '', code: -1, printed: [], warned: [] }
    expectReason(odd[index] ?? '', one)
    expect(one.warned[0]).toMatch(reason)
  }
  expect(verified.at(-1)).toMatchObject({ code: 0, warned: [] })
})
