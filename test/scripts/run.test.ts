import { expect, test } from 'vitest'
import { createProgress } from '../../scripts/lib/progress.mjs'
import { capture, mustRun, runInForeground } from '../../scripts/lib/run.mjs'
import { stageTable } from '../../scripts/lib/stage-table.mjs'

const node = (code: string) => ['-e', code] as const

test('what a program says and its exit code are kept', async () => {
  const result = await capture(process.execPath, node("console.log('out'); console.error('err'); process.exit(3)"))
  expect(result).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
})

test('a program that does not exist is a result like any other', async () => {
  expect(await capture('no-such-program-here', [])).toMatchObject({ code: 127 })
})

test('a program that takes too long is ended', async () => {
  const { code } = await capture(process.execPath, node('setInterval(() => {}, 1000)'), { timeout: 300 })
  expect(code).toBe(128 + 9)
})

test('a failure brings the line that explains it and the output', async () => {
  const run = mustRun('npm ci failed.', process.execPath, node("console.error('ENOSPC'); process.exit(1)"))
  await expect(run).rejects.toMatchObject({ message: 'npm ci failed.', details: 'ENOSPC\n' })
})

test("a foreground program's exit code is handed on, a signal as 128 and its number", async () => {
  expect(await runInForeground(process.execPath, node('process.exit(7)'))).toBe(7)
  expect(await runInForeground(process.execPath, node("process.kill(process.pid, 'SIGTERM')"))).toBe(128 + 15)
})

function progressWithClock() {
  const lines: string[] = []
  let now = 0
  const progress = createProgress({ write: (text) => lines.push(text) }, { now: () => (now += 600) })
  return { progress, lines }
}

test('a step is its name, then its mark and seconds', async () => {
  const { progress, lines } = progressWithClock()
  expect(await progress.step('Building', () => Promise.resolve('built'))).toBe('built')
  expect(lines).toEqual(['  Building …\n', '✓ Building (0.6 s)\n'])
})

test('a step that fails says so, an attempt that comes to nothing is no failure', async () => {
  const { progress, lines } = progressWithClock()
  await expect(progress.step('Building', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await progress.attempt('Trying', () => Promise.resolve(undefined))).toBeUndefined()
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual(['✗ Building (0.6 s)\n', '– Trying (0.6 s)\n'])
})

test('the closing table has a row a stage', () => {
  const table = stageTable([
    { name: 'unit', milliseconds: 12_345, result: 'passed' },
    { name: 'typecheck', milliseconds: 900, result: 'not run' },
  ])
  expect(table).toBe('Stage      Seconds  Result\nunit          12.3  passed\ntypecheck      0.9  not run')
})
