import { courseNamed, type Course, type Courses } from '../../../shared/course/course.ts'
import { labFold, type LabView } from '../../../shared/folds/lab.ts'
import { useServices } from '../../client/use-services.ts'
import { useView } from '../../client/use-view.ts'

/** The course that a lab teaches, by the name among its facts; the present one until they are known. */
export const taughtCourse = (courses: Courses, lab: LabView): Course => {
  const name = lab.state === 'known' ? lab.facts.course : undefined
  return (name === undefined ? undefined : courseNamed(courses, name)) ?? courses[0]
}

/** The course that the lab teaches. */
export const useTaughtCourse = (): Course => taughtCourse(useServices().courses, useView(labFold))
