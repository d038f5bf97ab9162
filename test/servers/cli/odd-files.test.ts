import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startCommand } from './support/start-command.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

/** What may lie in a file's place. */
const oddities: Readonly<Record<string, (path: string) => unknown>> = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdir(path),
  'an endless device': (path) => symlink('/dev/zero', path),
  'a link to itself': (path) => symlink(path, path),
  'a hundred gigabytes': async (path) => {
    await writeFile(path, '')
    await truncate(path, 1e11)
  },
}

const withOddity = async (what: string, name: string): Promise<{ folder: string; path: string }> => {
  const folder = await newFolder()
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await oddities[what]?.(path)
  return { folder, path }
}

describe.each(Object.keys(oddities))('with %s in the place of', (what) => {
  it.each(['serve', 'counter', 'kv'])('its settings, %s says so in one line and ends', async (command) => {
    const { folder, path } = await withOddity(what, 'counter.cfg')
    const { code, printed, warned } = await startCommand([command], { data: folder })
    expect([await code, printed, warned]).toEqual([1, [], [expect.stringMatching(/^sessionscope: [^\n]+$/)]])
    expect(warned[0]).toContain(path)
  })

  it.each(['progress.json', 'restore.json', 'exercise/key-value-session-store.ts'])(
    '%s, serve serves all the same, keeps it, and ends when it is told to',
    async (name) => {
      const { folder, path } = await withOddity(what, name)
      const { code, printed, warned, stop } = await startCommand(['serve'], { data: folder })
      await eventually(() => {
        expect(printed).toHaveLength(3)
      })
      const [counter = ''] = printed
      expect((await fetch(counter.replace(/^\S+\s+/, ''))).status).toBe(200)
      if (!name.startsWith('exercise')) expect(warned).toEqual([expect.stringContaining(path)])
      stop()
      expect(await code).toBe(0)
      const left = await readdir(dirname(path))
      expect(left.filter((one) => one === basename(path) || one === `${basename(path)}.unreadable`)).not.toEqual([])
    },
  )
})

it('a data folder in which nothing can be written is told in one line', async () => {
  const folder = await newFolder()
  await writeFile(join(folder, 'plain'), 'mine')
  for (const data of [join(folder, 'plain'), join(folder, 'plain', 'below')]) {
    const { code, warned } = await startCommand(['serve'], { data })
    expect([await code, warned]).toEqual([1, [expect.stringMatching(/^sessionscope: [^\n]+$/)]])
    expect(warned[0]).toContain(data)
  }
  expect(await readFile(join(folder, 'plain'), 'utf8')).toBe('mine')
})

describe('--host', () => {
  it.each(['', ' ', '[]'])('is refused where it says nothing: %j', async (host) => {
    for (const command of ['serve', 'counter', 'kv']) {
      const { code, printed, warned } = await startCommand([command, '--host', host])
      expect([await code, printed, warned]).toEqual([
        1,
        [],
        [expect.stringMatching(/^sessionscope: [^\n]*--host[^\n]* such as 127\.0\.0\.1\.$/)],
      ])
    }
  })

  it.each(['::1', '[::1]', '0:0:0:0:0:0:0:1'])(
    '%s is called by its name everywhere, and the counter finds its store there',
    async (host) => {
      const folder = await newFolder()
      await writeFile(join(folder, 'counter.cfg'), 'USE_SESSION_STORE = True\n')
      const { printed, warned } = await startCommand(['serve', '--host', host], { data: folder })
      await eventually(() => {
        expect(printed).toHaveLength(3)
      })
      for (const line of printed) expect(line).toMatch(/http:\/\/\[::1\]:\d+\/(?:#token=.*)?$/)
      const answer = await fetch(printed[0]?.split(/\s+/)[1] ?? '')
      expect([answer.status, await answer.text(), warned]).toEqual([
        200,
        expect.stringContaining('<h1>Count: 1</h1>'),
        [],
      ])
    },
  )
})
