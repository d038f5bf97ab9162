import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRestoreFile } from '../../../../../src/servers/lesson/run/stage/restore-file.ts'
import { hostileJson } from '../../../../support/hostile-json.ts'
import { startPlayedLab } from '../../../../support/played-lab.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { isKind } from '../../../../support/wait-for.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const undo = {
  before: 'LOCK_SESSIONS = True\n',
  after: 'LOCK_SESSIONS = False\n',
  isForeign: false,
  changes: [{ key: 'LOCK_SESSIONS' as const, value: true }],
}
const good = JSON.stringify({
  version: 1,
  settings: undo,
  entries: [{ key: 'a', value: '1', expires: 5 }, { key: 'b' }],
})

const opened = (path: string) => {
  const problems: string[] = []
  return { file: createRestoreFile(path, (problem) => problems.push(problem)), problems }
}

describe('what has to be put back', () => {
  it('is there for the next start, as it was', async () => {
    const path = join(await newFolder(), 'restore.json')
    await opened(path).file.write({ settings: undo, entries: [{ key: 'a', value: '1', expires: 5 }, { key: 'b' }] })
    const { file, problems } = opened(path)
    expect([await file.read(), problems]).toEqual([
      { settings: undo, entries: [{ key: 'a', value: '1', expires: 5 }, { key: 'b' }] },
      [],
    ])
    await file.remove()
    expect(await opened(path).file.read()).toBeUndefined()
  })

  it('of which a part is damaged is put back but for that part, and kept as it was', async () => {
    const path = join(await newFolder(), 'restore.json')
    const damaged = good.replace('"key":"b"', '"key":7')
    await writeFile(path, damaged)
    const { file, problems } = opened(path)
    expect(await file.read()).toEqual({ settings: undo, entries: [{ key: 'a', value: '1', expires: 5 }] })
    expect(problems).toEqual([expect.stringMatching(/parts of it are damaged.*only the rest was put back/)])
    await file.remove()
    expect(await readFile(`${path}.unreadable`, 'utf8')).toBe(damaged)
  })

  it('that cannot be read is told of and left, until a run needs its place: then it is put aside', async () => {
    const folder = await newFolder()
    const path = join(folder, 'restore.json')
    await mkdir(path)
    for (const start of [1, 2]) {
      const { file, problems } = opened(path)
      expect(await file.read()).toBeUndefined()
      expect([start, problems]).toEqual([
        start,
        [expect.stringMatching(/restore\.json says what .* \(it is a folder, not a file\).*left where it is/)],
      ])
      await file.remove()
      expect(await readdir(folder)).toEqual(['restore.json'])
    }
    const { file } = opened(path)
    await file.read()
    await file.write({ settings: undo })
    expect((await readdir(folder)).sort()).toEqual(['restore.json', 'restore.json.unreadable'])
  })

  it('that is unreadable is told in the panel, and experiments can still be run', async () => {
    const folder = await newFolder()
    const path = join(folder, 'restore.json')
    await symlink(path, path)
    const told: unknown[] = []
    const lab = await startPlayedLab({ data: folder, onDefect: (thrown) => told.push(thrown) })
    onTestFinished(() => lab.close())
    const trouble = lab.log.read(0, 1_000).filter(isKind('trouble.changed'))
    expect([trouble, told]).toEqual([
      [expect.objectContaining({ source: 'lab', problem: expect.stringContaining(path) as unknown })],
      [expect.stringContaining(path)],
    ])
    await lab.play('copied-id')
    expect(lab.log.read(0, 10_000).findLast(isKind('lesson.judged'))).toMatchObject({
      lesson: 'copied-id',
      judged: { verdict: { state: 'passed' } },
    })
    expect(await readdir(folder)).toContain('restore.json.unreadable')
  })

  it('could not be put back at the start, is before the next run, which does not begin without', async () => {
    const folder = await newFolder()
    const [path, settings] = [join(folder, 'restore.json'), join(folder, 'counter.cfg')]
    await writeFile(settings, 'USE_EXERCISE = 5\n')
    await writeFile(path, good)
    const lab = await startPlayedLab({ data: folder, onDefect: () => undefined })
    onTestFinished(() => lab.close())
    await lab.play('copied-id')
    expect(lab.log.read(0, 10_000).findLast(isKind('run.ended'))).toMatchObject({
      outcome: 'failed',
      problem: expect.stringContaining('Mend that first') as unknown,
    })
    expect(await readFile(path, 'utf8')).toBe(good)
    await writeFile(settings, 'LOCK_SESSIONS = False\n')
    await lab.play('copied-id')
    expect(await readFile(settings, 'utf8')).toBe('LOCK_SESSIONS = True\n')
    expect(await readdir(folder)).not.toContain('restore.json')
  })
})

describe('a hostile restore file', () => {
  const members = [
    ['version'],
    ['settings'],
    ['settings', 'before'],
    ['settings', 'changes'],
    ['settings', 'changes', '0', 'value'],
    ['entries'],
    ['entries', '0'],
    ['entries', '0', 'value'],
  ]

  it('is read in bounded time and memory, whatever is in it, and nothing of it is lost', async () => {
    const files = hostileJson(good, members)
    expect(files.length).toBeGreaterThan(100)
    for (const [what, bytes] of files) {
      const folder = await newFolder()
      const path = join(folder, 'restore.json')
      await writeFile(path, bytes)
      const [began, before] = [performance.now(), process.resourceUsage().maxRSS]
      const { file, problems } = opened(path)
      const read = await file.read()
      expect(performance.now() - began, `${what}: milliseconds`).toBeLessThan(10_000)
      expect((process.resourceUsage().maxRSS - before) / 1_024, `${what}: megabytes`).toBeLessThan(800)
      expect([what, read !== undefined || problems.length > 0]).toEqual([what, true])
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
      // A run needs the place.
      await file.write({ settings: undo })
      const kept = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
      if (problems.length > 0) expect([what, kept.some((one) => one.equals(bytes))]).toEqual([what, true])
      await rm(folder, { recursive: true })
    }
  }, 120_000)
})
