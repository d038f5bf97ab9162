// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { CoursePanel } from '../../../../src/renderer/features/course/course-panel.tsx'
import { courses } from '../../../../src/shared/course/courses.ts'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import { textsOf } from '../../../support/find.ts'
import { began } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'
import { toyCourse, toyExperiment, toyPoint } from '../../../support/toy-course.ts'

it('the panel shows the course that the lab names', async () => {
  const panel = await drawPanel(<CoursePanel />, {
    courses: [...courses, toyCourse],
    facts: [began({ lab: { ...emptyBaseline.lab, course: { id: 'toy', version: 3 } } })],
  })
  expect(textsOf(panel.container, '.point-title > span:last-child')).toEqual([toyPoint.title, toyExperiment.title])
  expect(panel.container.textContent).toContain('0 of 1 points')
  await panel.close()
})

it('a panel whose lab names none shows the present course', async () => {
  const panel = await drawPanel(<CoursePanel />, { facts: [began()] })
  expect(textsOf(panel.container, '.points > li .point-title')).toHaveLength(courses[0].lessons.length)
  await panel.close()
})
