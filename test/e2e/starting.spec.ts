import { expect } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchDesktop, spawnDesktop, test, type Desktop } from './support/desktop.ts'
import { temporaryFolder } from './support/headless.ts'
import type { Finished } from './support/run-program.ts'

// How the application starts and ends where something stands in its way.

const finished = async (child: ChildProcess): Promise<Finished> => {
  const said = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

interface Obstacle {
  readonly name: string
  readonly make: (data: string) => Promise<unknown>
  readonly says: RegExp
}

const obstacles: readonly Obstacle[] = [
  {
    name: 'Redis does not run',
    make: (data) => writeFile(join(data, 'counter.cfg'), "KV_STORE = 'redis://127.0.0.1:1'\n"),
    says: /Redis store .* cannot be opened/,
  },
  {
    name: 'the settings file is a folder',
    make: (data) => mkdir(join(data, 'counter.cfg')),
    says: /counter\.cfg: the file cannot be read/,
  },
  {
    name: 'the store is of another program',
    make: async (data) => {
      await mkdir(join(data, 'kv'))
      await writeFile(join(data, 'kv', 'data.mdb'), 'no database '.repeat(2_000))
    },
    says: /kv/,
  },
  {
    name: 'the data folder is a file',
    make: async (data) => {
      await rm(data, { recursive: true })
      await writeFile(data, '')
    },
    says: /cannot keep its files in .*SESSIONSCOPE_DATA/,
  },
  {
    name: 'the lock cannot be made',
    make: (data) => mkdir(join(data, 'desktop', 'SingletonLock'), { recursive: true }),
    says: /cannot make its lock/,
  },
  {
    name: 'another machine holds the lock',
    make: async (data) => {
      await mkdir(join(data, 'desktop'))
      await symlink('elsewhere-17', join(data, 'desktop', 'SingletonLock'))
    },
    says: /in use on the machine elsewhere \(process 17\)/,
  },
]

for (const { name, make, says } of obstacles) {
  test(`it says why it cannot start when ${name}, and ends with 1`, async () => {
    const folder = await temporaryFolder()
    await make(folder.path)
    const { code, stderr } = await finished(spawnDesktop(folder.path, { CI: '1' }))
    await folder.close()
    expect(stderr).toMatch(/^sessionscope: [^\n]+\n$/)
    expect(stderr).toMatch(says)
    expect(code).toBe(1)
  })
}

test('a box says why it cannot start, and it still hears that it is to end; a second start gets a box of its own', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder.path, 'counter.cfg'))
  const boxes = []
  // One after the other: a second one that starts while the first still tries is told that it runs.
  for (let turn = 0; turn < 2; turn += 1) {
    const child = spawnDesktop(folder.path, { CI: '' })
    boxes.push({ child, end: finished(child) })
    if (child.stderr !== null) await once(child.stderr, 'data')
  }
  for (const { child, end } of boxes) {
    expect(child.exitCode).toBeNull()
    child.kill()
    expect((await end).code).toBe(1)
  }
  await folder.close()
})

test('a second start shows the window of the first, and says so', async ({ freshDesktop: { app, data } }) => {
  const isShown = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible() && !window.isMinimized()),
    )
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize()
  })
  const { code, stdout } = await finished(spawnDesktop(data))
  expect(stdout).toContain('running already')
  expect(code).toBe(0)
  await expect.poll(isShown).toEqual([true])
})

/** Closes the window as a user does, after its servers were made unable to close. */
const closeHanging = async ({ app }: Desktop, isBusy: boolean): Promise<void> => {
  await app.evaluate(({ BrowserWindow }, hang) => {
    const { Server } = process.getBuiltinModule('node:http')
    Server.prototype.close = function () {
      while (hang) Math.random()
      return this
    }
    setImmediate(() => {
      BrowserWindow.getAllWindows()[0]?.close()
    })
  }, isBusy)
}

test('closing the window ends the process, whatever hangs or is busy for ever, and the next start has a window', async () => {
  test.slow()
  await Promise.all(
    [true, false].map(async (isBusy) => {
      const desktop = await launchDesktop()
      const child = desktop.app.process()
      const ended = once(child, 'exit')
      await closeHanging(desktop, isBusy)
      await ended
      expect(isRunning(child.pid ?? 0)).toBe(false)
      const next = await launchDesktop({ data: desktop.data })
      await expect(next.panel.getByRole('heading', { name: 'Sessionscope' })).toBeVisible()
      await next.close()
    }),
  )
})

test('whoever starts it while it is ending gets a window once it has ended', async () => {
  test.slow()
  const desktop = await launchDesktop()
  const ended = once(desktop.app.process(), 'exit')
  await closeHanging(desktop, false)
  expect((await finished(spawnDesktop(desktop.data))).code).toBe(0)
  await ended
  // It is a process of its own, which nobody here has started: the lock says which.
  const pid = await startedAgain(desktop.data, desktop.app.process().pid ?? 0)
  process.kill(pid)
  await expect.poll(() => isRunning(pid)).toBe(false)
  await rm(desktop.data, { recursive: true, force: true })
})

/** The process that holds the lock of a data folder, once it is another one than before. */
const startedAgain = async (data: string, before: number): Promise<number> => {
  const holder = async (): Promise<number> =>
    Number((await readlink(join(data, 'desktop', 'SingletonLock')).catch(() => '')).split('-').at(-1))
  await expect.poll(async () => ![0, before].includes(await holder()), { timeout: 30_000 }).toBe(true)
  return holder()
}
