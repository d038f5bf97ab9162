import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { startHeadless, test } from './support/headless.ts'
import { ask } from './support/raw-request.ts'
import { program, run } from './support/run-program.ts'

// `dump` of very many keys: all of them, in order, in constant memory, and no longer than somebody reads.

const count = 20_000
const keyOf = (n: number) => `key-${String(n).padStart(6, '0')}`
const value = 'x'.repeat(1_300)

const fill = async (kv: string): Promise<void> => {
  const batch = 500
  for (let from = 0; from < count; from += batch) {
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: batch }, (_, n) => [keyOf(from + n), value])))
    expect((await ask(kv, '/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status).toBe(
      200,
    )
  }
}

/** The largest memory that a process ever had, in MiB, as Linux counts it. */
const peakOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

test('20,000 keys: every one, in order, in constant memory; a closed pipe ends it', async () => {
  test.skip(process.platform !== 'linux', 'memory is measured in /proc')
  test.setTimeout(180_000)
  const servers = await startHeadless({ settings: "KV_STORE = 'memory'\n" })
  await fill(servers.kv)
  const began = performance.now()
  const child = spawn(process.execPath, [program, 'dump', servers.kv], { stdio: ['ignore', 'pipe', 'inherit'] })
  const hash = createHash('sha256')
  let peak = 0
  let pieces = 0
  for await (const chunk of child.stdout) {
    hash.update(chunk as Buffer)
    if ((pieces += 1) % 100 === 0) peak = Math.max(peak, await peakOf(child.pid ?? 0))
  }
  if (child.exitCode === null) await once(child, 'exit')
  const seconds = (performance.now() - began) / 1000
  const expected = createHash('sha256')
  for (let n = 0; n < count; n += 1) expected.update(`{\n  "${keyOf(n)}": "${value}"\n}\n`)
  expect([child.exitCode, hash.digest('hex')]).toEqual([0, expected.digest('hex')])
  console.log(
    `dump of ${count} keys, ${((count * 1_320) / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, at most ${peak.toFixed(0)} MiB`,
  )
  // All of it as text would be 26 MB, and as objects several times that: Node alone has 60 to 90 MiB.
  expect(peak).toBeGreaterThan(0)
  expect(peak).toBeLessThan(180)

  const shell = `set -o pipefail; "${process.execPath}" "${program}" dump ${servers.kv} | head -n 1`
  expect(await run('bash', ['-c', shell])).toEqual({ code: 0, stdout: '{\n', stderr: '' })
  await servers.close()
})
