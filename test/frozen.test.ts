import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { courses } from '../src/shared/course/courses.ts'
import { judgeAgain } from '../src/shared/report/judge-again.ts'
import { openProgressFile } from '../src/servers/lesson/keep/progress-file.ts'
import { verifyReport } from '../src/servers/report/verify-report.ts'
import { parseSettings } from '../src/servers/settings/parse-settings.ts'
import { valueOf } from './support/serve.ts'
import { toyPoint } from './support/toy-course.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

// What an older version wrote stays valid: a student's work of last term, a report that was handed in.

const frozen = join(import.meta.dirname, 'frozen')
const everyPoint = Array.from({ length: 11 }, (_one, index) => `point-${index + 1}`)

describe('0.1.0', () => {
  const folder = join(frozen, '0.1.0')

  it.each([
    ['report.html', '58c1-6b41-83a6-a348', 13],
    ['report.md', '6f3a-0627-b66d-1e2d', 13],
    ['report.pdf', 'ec17-a92c-c875-fa56', 5],
  ])('%s still holds, under the digest that was shown then', async (name, digest, passed) => {
    const found = valueOf(verifyReport(await readFile(join(folder, name)), courses))
    expect(found).toMatchObject({ problems: [], digest, passed, lessons: 28 })
    expect(found.lines[0]).toMatch(
      /^Report of Ada Lovelace, 30 November 2026, [\d:]{8} \(UTC\+1\), Sessionscope 0\.1\.0$/,
    )
    expect(found.lines.filter((line) => line.endsWith('evidence holds'))).toHaveLength(passed)
  })

  it.each(['report.html', 'report.md', 'report.pdf'])('%s holds when the course has one more lesson', async (name) => {
    const [course] = courses
    const later = { ...toyPoint, since: course.version + 1 }
    const grown = { ...course, version: course.version + 1, lessons: [...course.lessons, later] }
    expect(valueOf(verifyReport(await readFile(join(folder, name)), [grown]))).toMatchObject({
      problems: [],
      lessons: 28,
    })
  })

  it('progress.json opens with its verdicts, each of which its own observations still come to', async () => {
    const data = await temporaryFolder()
    onTestFinished(() => data.remove())
    const path = join(data.path, 'progress.json')
    await copyFile(join(folder, 'progress.json'), path)
    const problems: string[] = []
    const progress = await openProgressFile({ path, onProblem: (problem) => problems.push(problem) })
    onTestFinished(() => progress.close())
    expect(problems).toEqual([])
    const lessons = Object.entries(progress.lessons())
    expect(lessons.map(([id]) => id)).toEqual([...everyPoint, 'tampered-payload', 'planted-id'])
    for (const [id, kept] of lessons)
      expect([
        id,
        judgeAgain({ id, title: '', verdict: kept.verdict, observations: kept.observations, shown: [] }, courses[0]),
      ]).toEqual([id, 'holds'])
    expect(progress.predictions()).toEqual({ 'tampered-payload': 0, 'planted-id': 1 })
    expect(progress.reportNote()).toEqual({
      name: 'Ada Lovelace',
      notes: 'The cookie grew.\n<b>It did.</b>',
      lessons: { 'point-3': 'Only its signature tells.' },
    })
  })

  it('counter.cfg says what it said', async () => {
    const { settings } = valueOf(parseSettings(await readFile(join(folder, 'counter.cfg'), 'utf8'), 'counter.cfg'))
    expect(settings).toMatchObject({
      SECRET_KEY: 'not-a-real-secret',
      SESSION_COOKIE_SAMESITE: 'Lax',
      USE_SESSION_STORE: true,
      USE_EXERCISE: true,
    })
  })
})
