import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, statfs, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openProgressFile, type ProgressFile } from '../../../../src/servers/lesson/keep/progress-file.ts'
import { noReportNote } from '../../../../src/shared/stream/report-note.ts'
import { eventually } from '../../../support/eventually.ts'
import { hostileJson, type HostileFile } from '../../../support/hostile-json.ts'
import { startPlayedLab } from '../../../support/played-lab.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

/** A file as a lab writes it, with verdicts, a prediction and a note. */
let good: string
let lessons: string[]
beforeAll(async () => {
  const folder = await temporaryFolder()
  const lab = await startPlayedLab({ data: folder.path })
  await lab.play('point-1')
  await lab.dispatch('experiment.predict', { experiment: 'copied-id', choice: 1 })
  await lab.dispatch('report.describe', { name: 'Ada', notes: 'seen' })
  await lab.close()
  good = await readFile(join(folder.path, 'progress.json'), 'utf8')
  lessons = Object.keys((JSON.parse(good) as { lessons: object }).lessons)
  await folder.remove()
})

const opened = async (path: string, retryAfter = 20): Promise<{ file: ProgressFile; problems: string[] }> => {
  const problems: string[] = []
  const file = await openProgressFile({ path, onProblem: (problem) => problems.push(problem), retryAfter })
  onTestFinished(() => file.close())
  return { file, problems }
}

/** All that is in a folder, by name. */
const contents = async (folder: string): Promise<Map<string, Buffer>> =>
  new Map(
    await Promise.all(
      (await readdir(folder)).map(async (name): Promise<[string, Buffer]> => [
        name,
        await readFile(join(folder, name)),
      ]),
    ),
  )

describe('the progress', () => {
  it('of a newer version is put aside as it was, and told apart from what nobody wrote', async () => {
    const folder = await newFolder()
    const path = join(folder, 'progress.json')
    const newer = good.replace('{"version":1,', '{"version":7,')
    await writeFile(path, newer)
    const { file, problems } = await opened(path)
    expect(file.lessons()).toEqual({})
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('a newer version of Sessionscope wrote it (format 7)')
    const kept = [...(await contents(folder)).values()].map(String)
    expect(kept).toContain(newer)
  })

  it('is there after a restart, as it was', async () => {
    const path = join(await newFolder(), 'progress.json')
    await writeFile(path, good)
    const { file, problems } = await opened(path)
    expect([Object.keys(file.lessons()), file.predictions(), file.reportNote().name, problems]).toEqual([
      lessons,
      { 'copied-id': 1 },
      'Ada',
      [],
    ])
    file.predict('copied-id', 2)
    await file.close()
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      ...(JSON.parse(good) as object),
      predictions: { 'copied-id': 2 },
    })
  })

  it('of which a part is damaged is read but for that part, and kept as it was', async () => {
    const folder = await newFolder()
    const path = join(folder, 'progress.json')
    const damaged = JSON.stringify({
      ...(JSON.parse(good) as object),
      lessons: { ...(JSON.parse(good) as { lessons: object }).lessons, 'point-1': { verdict: 'passed' } },
    })
    await writeFile(path, damaged)
    const { file, problems } = await opened(path)
    expect([Object.keys(file.lessons()), file.predictions(), file.reportNote().name]).toEqual([
      lessons.filter((id) => id !== 'point-1'),
      { 'copied-id': 1 },
      'Ada',
    ])
    expect(problems).toEqual([
      expect.stringMatching(/could not be understood: point-1\..*kept as .*progress\.json\.unreadable\.$/),
    ])
    await file.close()
    expect(await readFile(`${path}.unreadable`, 'utf8')).toBe(damaged)
    expect(Object.keys((await opened(path)).file.lessons())).toEqual(lessons.filter((id) => id !== 'point-1'))
  })

  it('that cannot be read is put aside each time, beside what was put aside before', async () => {
    const folder = await newFolder()
    const path = join(folder, 'progress.json')
    for (const aside of ['progress.json.unreadable', 'progress.json.unreadable-2', 'progress.json.unreadable-3']) {
      await rm(path, { force: true })
      await symlink(path, path)
      const { file, problems } = await opened(path)
      file.predict('copied-id', 1)
      await file.close()
      expect(problems).toEqual([expect.stringContaining(join(folder, aside))])
      expect((await opened(path)).file.predictions()).toEqual({ 'copied-id': 1 })
    }
  })

  it('that can neither be read nor put aside is left alone, and so is all that comes', async ({ skip }) => {
    const folder = await newFolder()
    const path = join(folder, 'progress.json')
    await mkdir(path)
    try {
      execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', path], { stdio: 'ignore' })
    } catch {
      skip('a folder that cannot be moved is one on which something is mounted, which takes root')
    }
    onTestFinished(() => void execFileSync('umount', [path]))
    await writeFile(join(path, 'mine'), 'mine')
    const { file, problems } = await opened(path)
    file.predict('copied-id', 1)
    await file.close()
    expect(problems).toEqual([expect.stringMatching(/left alone.*nothing that you do from now on is kept/)])
    expect([await readdir(folder), await readdir(path)]).toEqual([['progress.json'], ['mine']])
  })
})

describe('with no room on the disk', () => {
  let disk: string | undefined
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeAll(async () => {
    folder = await temporaryFolder()
    const at = join(folder.path, 'disk')
    await mkdir(at)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', at], { stdio: 'ignore' })
      disk = at
    } catch {
      // Only root can mount one: then there is none.
    }
  })
  afterAll(async () => {
    if (disk !== undefined) execFileSync('umount', [disk])
    await folder.remove()
  })

  const fill = async (at: string): Promise<string> => {
    const { bavail, bsize } = await statfs(at)
    const ballast = join(at, 'ballast')
    await writeFile(ballast, Buffer.alloc(bavail * bsize))
    return ballast
  }
  const full = async (skip: (why: string) => never) => {
    if (disk === undefined) return skip('a small disk can only be mounted by root')
    const path = join(disk, 'progress.json')
    await writeFile(path, good)
    onTestFinished(() => rm(path, { force: true }))
    const { file, problems } = await opened(path)
    const told: (string | undefined)[] = []
    file.follow((problem) => told.push(problem))
    const ballast = await fill(disk)
    onTestFinished(() => rm(ballast, { force: true }))
    file.describeReport({ ...noReportNote, name: 'Grace' })
    await eventually(() => {
      expect(problems).toHaveLength(1)
    })
    return { path, file, problems, told, ballast }
  }

  it('what is typed is told of once, kept, and saved as soon as there is room', async ({ skip }) => {
    const started = await full(skip)
    const { path, file, problems, told, ballast } = started
    expect(problems).toEqual([expect.stringMatching(/could not be saved.*ENOSPC.*tried again/)])
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ report: { name: 'Ada' } })
    await rm(ballast)
    await eventually(async () => {
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ report: { name: 'Grace' } })
    })
    await eventually(() => {
      expect(told).toEqual([undefined, problems[0], undefined])
    })
    await file.close()
  })

  it('it is saved at a clean end, if there is room by then', async ({ skip }) => {
    const started = await full(skip)
    const { path, file, ballast } = started
    await rm(ballast)
    await file.close()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ report: { name: 'Grace' } })
  })

  it('it is said to be lost when the lab ends all the same', async ({ skip }) => {
    const started = await full(skip)
    const { file, problems } = started
    await file.close()
    expect(problems.at(-1)).toMatch(/could not be saved.*The lab ends.*lost/)
  })
})

describe('a hostile progress file', () => {
  const members = [
    ['lessons'],
    ['lessons', 'point-1'],
    ['lessons', 'point-1', 'observations'],
    ['lessons', 'point-1', 'verdict'],
    ['lessons', 'point-1', 'observations', '0'],
    ['predictions'],
    ['report'],
  ]
  let files: HostileFile[]
  beforeAll(() => {
    files = hostileJson(good, members)
  })

  it('is opened in bounded time and memory, whatever is in it, and nothing of it is lost', async () => {
    expect(files.length).toBeGreaterThan(100)
    for (const [what, bytes] of files) {
      const folder = await newFolder()
      const path = join(folder, 'progress.json')
      await writeFile(path, bytes)
      const [began, before] = [performance.now(), process.resourceUsage().maxRSS]
      const { file, problems } = await opened(path)
      const [took, grew] = [performance.now() - began, (process.resourceUsage().maxRSS - before) / 1_024]
      expect(took, `${what}: milliseconds`).toBeLessThan(10_000)
      expect(grew, `${what}: megabytes`).toBeLessThan(800)
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
      file.predict('replayed-cookie', 1)
      await file.close()
      expect([what, (await opened(path)).file.predictions()['replayed-cookie']]).toEqual([what, 1])
      // Either it was understood without a word, or the very bytes are still there.
      if (problems.length > 0)
        expect([what, [...(await contents(folder)).values()].some((kept) => kept.equals(bytes))]).toEqual([what, true])
      await rm(folder, { recursive: true })
    }
  }, 120_000)
})
