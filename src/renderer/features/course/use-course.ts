import { createContext, useContext } from 'react'
import { courseNamed, type Course, type Courses } from '../../../shared/course/course.ts'
import { courses } from '../../../shared/course/courses.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { useView } from '../../client/use-view.ts'

/** The courses that the panel can show. */
export const CoursesContext = createContext<Courses>(courses)

/** The course that the lab teaches, by the name among its facts; the present one until they are known. */
export const useCourse = (): Course => {
  const known = useContext(CoursesContext)
  const lab = useView(labFold)
  const name = lab.state === 'known' ? lab.facts.course : undefined
  return (name === undefined ? undefined : courseNamed(known, name)) ?? known[0]
}
