import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { endWithUs } from '../../support/end-with-us.ts'
import { eventually } from '../../support/eventually.ts'
import { nodeProgram } from '../../support/node-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let program: string
beforeAll(async () => {
  program = await nodeProgram('test/servers/cli/support/terminal-process.ts')
})

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const freePorts = ['--counter-port', '0', '--kv-port', '0', '--panel-port', '0']

const run = (
  args: readonly string[],
  as: { readonly uid?: number } = {},
): ChildProcessByStdio<null, Readable, Readable> => {
  const child = endWithUs(spawn(process.execPath, [program, ...args], { ...as, stdio: ['ignore', 'pipe', 'pipe'] }))
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** `serve` on a data folder: its URLs by name, once it has printed them all. */
const serve = async (folder: string, as: { readonly uid?: number } = {}) => {
  const child = run(['serve', '--data', folder, ...freePorts], as)
  const said = text(child.stderr).catch(String)
  const urls = new Map<string, string>()
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const [name = '', url = ''] = line.split(/\s+/)
    urls.set(name, url)
    if (name === 'panel') break
  }
  if (!urls.has('panel')) throw new Error(`serve ended: ${await said}`)
  return { child, said, counter: urls.get('counter') ?? '' }
}

const exitOf = async (child: ChildProcessByStdio<null, Readable, Readable>): Promise<number | null> =>
  child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0]

const ended = (
  child: ChildProcessByStdio<null, Readable, Readable>,
  signal: NodeJS.Signals,
): Promise<number | null> => {
  const exit = exitOf(child)
  child.kill(signal)
  return exit
}

const refused = async (args: readonly string[]) => {
  const child = run(args)
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)])
  return { code, stdout, stderr }
}

/** Every file of a folder with what is in it; but for the store, which its process writes. */
const contents = async (folder: string): Promise<Record<string, string>> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.parentPath.endsWith('kv'),
  )
  const read = async (path: string): Promise<[string, string]> => [path, await readFile(path, 'utf8')]
  return Object.fromEntries(await Promise.all(files.map(({ parentPath, name }) => read(join(parentPath, name)))))
}

describe('a data folder', () => {
  it('is one serve’s at a time: the second is told whose, touches nothing, and may have it when the first is gone, however that ended', async () => {
    const folder = await newFolder()
    const first = await serve(folder)
    // As an experiment of the first one has it while it runs.
    const restore = {
      version: 1,
      settings: {
        before: 'USE_SESSION_STORE = True\n',
        after: await readFile(join(folder, 'counter.cfg'), 'utf8'),
        isForeign: false,
        changes: [],
      },
      entries: [],
    }
    await writeFile(join(folder, 'restore.json'), JSON.stringify(restore))
    const before = await contents(folder)
    const { port } = new URL(first.counter)
    for (const args of [freePorts, ['--counter-port', port, '--kv-port', '0', '--panel-port', '0']]) {
      const second = await refused(['serve', '--data', folder, ...args])
      expect([second.code, second.stdout]).toEqual([1, ''])
      expect(second.stderr).toMatch(
        /^sessionscope: [^\n]+ in use by sessionscope serve \(process \d+\) since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d; its panel is http:[^\n]+\n$/,
      )
      expect(second.stderr).toContain(`(process ${String(first.child.pid)})`)
      expect(second.stderr).toContain(folder)
    }
    expect(await contents(folder)).toEqual(before)
    await ended(first.child, 'SIGKILL')
    const third = await serve(folder)
    expect(await readFile(join(folder, 'counter.cfg'), 'utf8')).toBe('USE_SESSION_STORE = True\n')
    expect(await readdir(folder)).not.toContain('restore.json')
    expect(await ended(third.child, 'SIGTERM')).toBe(0)
    expect((await readdir(folder)).filter((name) => name.endsWith('.sock'))).toEqual([])
  })

  it('is shared by right with a counter and a service of their own', async () => {
    const folder = await newFolder()
    await serve(folder)
    for (const command of ['kv', 'counter']) {
      const other = run([command, '--port', '0', '--data', folder])
      expect(String(((await once(other.stdout, 'data')) as [Buffer])[0])).toContain('http://')
      expect(await ended(other, 'SIGTERM')).toBe(0)
    }
  })
})

describe.runIf(process.getuid?.() === 0)('a serve that may not read its own files', () => {
  const nobody = 65_534

  it('puts the progress aside, leaves what is to be put back, says both, and writes over neither', async () => {
    const folder = await newFolder()
    await chown(folder, nobody, nobody)
    for (const name of ['progress.json', 'restore.json']) {
      await writeFile(join(folder, name), name)
      await chown(join(folder, name), nobody, nobody)
      await chmod(join(folder, name), 0)
    }
    const { child, said } = await serve(folder, { uid: nobody })
    expect(await ended(child, 'SIGTERM')).toBe(0)
    expect((await said).trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^sessionscope: .*restore\.json says .*EACCES.* left where it is/),
      expect.stringMatching(/^sessionscope: The progress .*EACCES.* put aside as .*progress\.json\.unreadable/),
    ])
    expect(await readFile(join(folder, 'progress.json.unreadable'), 'utf8')).toBe('progress.json')
    expect(await readFile(join(folder, 'restore.json'), 'utf8')).toBe('restore.json')
  })
})

describe('a serve', () => {
  it.each(['stdout', 'stderr'] as const)('lives on when the reader of its %s has gone', async (stream) => {
    const folder = await newFolder()
    const { child, counter } = await serve(folder)
    child[stream].destroy()
    // Each mistake is warned of.
    for (const value of ['maybe', 'perhaps', 'never']) {
      await writeFile(join(folder, 'counter.cfg'), `USE_SESSION_STORE = ${value}\n`)
      await writeFile(join(folder, 'exercise', 'key-value-session-store.ts'), value)
      await eventually(async () => {
        expect((await fetch(counter)).status).toBe(200)
      })
    }
    await writeFile(join(folder, 'counter.cfg'), "SESSION_COOKIE_NAME = 'afterwards'\n")
    await eventually(async () => {
      expect((await fetch(counter)).headers.get('Set-Cookie')).toMatch(/^afterwards=/)
    })
    expect(await ended(child, 'SIGTERM')).toBe(0)
  })

  it('ends cleanly at SIGHUP', async () => {
    const { child } = await serve(await newFolder())
    expect(await ended(child, 'SIGHUP')).toBe(0)
  })
})
