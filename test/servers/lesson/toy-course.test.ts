import { afterAll, beforeAll, expect, it } from 'vitest'
import { courses } from '../../../src/shared/course/courses.ts'
import { labFold } from '../../../src/shared/folds/lab.ts'
import { lessonsFold } from '../../../src/shared/folds/lessons.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { ReportFile } from '../../../src/shared/wire/contract.ts'
import { verifyReport } from '../../../src/servers/report/verify-report.ts'
import { startPlayedLab, type PlayedLab } from '../../support/played-lab.ts'
import { valueOf } from '../../support/serve.ts'
import { toyCourse, toyExperiment, toyPoint } from '../../support/toy-course.ts'

// A course is a value: a lab that is given another one needs nothing else.

let lab: PlayedLab
let report: Buffer
const stream = () => lab.log.read(0, Number.MAX_SAFE_INTEGER)

beforeAll(async () => {
  lab = await startPlayedLab({ course: toyCourse })
  await lab.play(toyPoint.id)
  valueOf(await lab.dispatch('experiment.predict', { experiment: toyExperiment.id, choice: 0 }))
  await lab.play(toyExperiment.id)
  const file = valueOf(await lab.dispatch('report.make', { format: 'markdown', zone: 0 })) as ReportFile
  report = Buffer.from(file.content)
})
afterAll(() => lab.close())

it('is named among the facts of its lab', () => {
  expect(foldAll(labFold, stream())).toMatchObject({ facts: { course: { id: 'toy', version: 3 } } })
})

it('is run and judged, and no other lesson is', async () => {
  const { judged } = foldAll(lessonsFold, stream())
  expect(Object.entries(judged).map(([id, { verdict }]) => [id, verdict.state])).toEqual([
    [toyPoint.id, 'passed'],
    [toyExperiment.id, 'passed'],
  ])
  expect(await lab.dispatch('lesson.run', { lesson: 'point-1' })).toMatchObject({ failure: { code: 'not-found' } })
  expect(await lab.dispatch('report.describe', { lessons: { 'point-1': 'Lost?' } })).toMatchObject({
    failure: { code: 'not-found' },
  })
})

it('is what its report names, lists, and is judged by', () => {
  const found = valueOf(verifyReport(report, [...courses, toyCourse]))
  expect(found).toMatchObject({ problems: [], passed: 2, lessons: 2 })
  expect(found.lines.slice(1).map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    'Point 1 passed by run evidence holds',
    `${toyExperiment.title} passed by run evidence holds`,
  ])
  const text = report.toString()
  expect(text).toContain('A toy course, version 3')
  expect(text).toContain('The one point')
  expect(text).toContain('1 of 1 points, 1 of 1 experiments')
  expect(text).toContain('Count: 2 (not as predicted)')
})

it('is missed in words by a program that has no such course', () => {
  expect(valueOf(verifyReport(report, courses)).problems).toEqual([
    'this version of Sessionscope has no course toy in version 3',
  ])
})

it('goes on judging its reports when a lesson is added to it', () => {
  const later = { ...toyPoint, id: 'later', number: 2, since: 4 }
  const grown = { ...toyCourse, version: 4, lessons: [...toyCourse.lessons, later] }
  expect(valueOf(verifyReport(report, [grown])).problems).toEqual([])
  const changed = { ...toyCourse, lessons: [...toyCourse.lessons, { ...later, since: 3 }] }
  expect(valueOf(verifyReport(report, [changed])).problems).toEqual([`${toyPoint.title}: not there exactly once`])
})
