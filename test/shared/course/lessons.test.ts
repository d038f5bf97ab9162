import { describe, expect, it } from 'vitest'
import { experimentsOf, pointsOf, type Course } from '../../../src/shared/course/course.ts'
import { courses } from '../../../src/shared/course/courses.ts'
import { evidenceSlice } from '../../../src/shared/course/evidence-slice.ts'
import { lessonRecordFold } from '../../../src/shared/course/record.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { Story } from '../../support/story.ts'
import { experimentCases } from './cases/experiment-cases.ts'
import { pointCases } from './cases/point-cases.ts'

// Every lesson of every course has a case that passes, one that must not, and a slice that judges the same.

const cases = [...pointCases, ...experimentCases]
const lessons = courses.flatMap((course) => course.lessons)
const taught = lessons.map((lesson) => ({ ...lesson, cases: cases.find((one) => one.lesson === lesson.id) }))

describe.each(taught)('$id', ({ check, cases: { passes, falls } = { passes: {}, falls: {} } }) => {
  it('has a case that passes, and one that must not', () => {
    expect([Object.keys(passes).length > 0, Object.keys(falls).length > 0]).toEqual([true, true])
  })

  it.each(Object.entries(passes))('passes: %s', (_what, { record }) => {
    expect(check(record)).toMatchObject({ state: 'passed' })
  })

  it.each(Object.entries(falls))('does not pass: %s', (_what, [{ record }, state]) => {
    expect(check(record)).toMatchObject({ state })
  })

  it.each(Object.entries(passes))('passes again on its evidence alone: %s', (_what, { record }) => {
    const verdict = check(record)
    const evidence = verdict.state === 'passed' ? verdict.evidence : []
    expect(check(foldAll(lessonRecordFold, evidenceSlice(record, evidence)))).toEqual(verdict)
  })

  it('is pending, with what to see, before anything happened', () => {
    expect(check(new Story().record)).toMatchObject({
      state: 'pending',
      parts: expect.arrayContaining([expect.objectContaining({ isSeen: false })]) as unknown,
    })
  })
})

it('every case is of a lesson that there is', () => {
  const ids = lessons.map(({ id }) => id)
  expect(cases.map(({ lesson }) => lesson).filter((id) => !ids.includes(id))).toEqual([])
})

it('no two courses have the same id', () => {
  expect(new Set(courses.map(({ id }) => id)).size).toBe(courses.length)
})

const withoutChecks = (course: Course) => ({
  ...course,
  lessons: course.lessons.map(({ check: _check, ...rest }) => rest),
})

describe.each(courses)('the course $id', (course) => {
  it('can be written down as JSON, but for its checks', () => {
    const data = withoutChecks(course)
    expect(JSON.parse(JSON.stringify(data))).toStrictEqual(data)
  })

  it('has a version that none of its lessons is beyond, and no lesson twice', () => {
    expect(course.lessons.filter(({ since = 1 }) => since > course.version)).toEqual([])
    expect(new Set(course.lessons.map(({ id }) => id)).size).toBe(course.lessons.length)
  })

  it('numbers its points in order, and each says what to do', () => {
    const points = pointsOf(course)
    const numbers = points.map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
    for (const { id, number, task, look, hints, steps, explanation } of points) {
      expect(id).toBe(`point-${number}`)
      expect([task, look, ...hints, ...explanation].every((text) => text.length > 20)).toBe(true)
      expect([hints.length > 0, steps.length > 0, explanation.length > 0]).toEqual([true, true, true])
    }
  })

  it.each(experimentsOf(course))(
    '$title: asks first, and explains afterwards',
    ({ misconception, prediction, explanation, source, steps }) => {
      expect(prediction.choices.length).toBeGreaterThan(1)
      expect(prediction.choices[prediction.right]).toBeDefined()
      expect([misconception, prediction.question, source, ...explanation].every((text) => text.length > 20)).toBe(true)
      expect(steps[0]?.action.do).toBe('prepare')
    },
  )
})
