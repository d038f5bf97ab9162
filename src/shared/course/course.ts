import type { CourseName } from '../stream/course-name.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Experiment, Lesson, Point } from './lesson.ts'

/** What is taught: a value that is handed to whoever judges, runs, shows or reports lessons. All of it is data but the checks. */
export interface Course {
  /** Unique among courses: letters, digits and dashes. */
  readonly id: string
  /** Counts up with each change of its lessons after which an earlier report would be judged otherwise. */
  readonly version: number
  readonly title: string
  /** In the order in which they build on each other. */
  readonly lessons: readonly Lesson[]
}

/** At least one course; the first is the present one. */
export type Courses = readonly [Course, ...Course[]]

/** How a course is named in facts and reports. */
export const courseName = ({ id, version }: Course): CourseName => ({ id, version })

/** The course of this name as it was in that version, without the lessons that came later. Undefined where there is none such. */
export const courseNamed = (courses: Courses, { id, version }: CourseName): Course | undefined => {
  const course = courses.find((one) => one.id === id)
  if (course === undefined || course.version < version) return undefined
  return { ...course, version, lessons: course.lessons.filter(({ since = 1 }) => since <= version) }
}

/** The points of a course, in their order. */
export const pointsOf = ({ lessons }: Course): readonly Point[] => lessons.filter((lesson) => lesson.kind === 'point')

/** The experiments of a course, in their order. */
export const experimentsOf = ({ lessons }: Course): readonly Experiment[] =>
  lessons.filter((lesson) => lesson.kind === 'experiment')

/** The lesson of this id, if the course has it. */
export const lessonOf = ({ lessons }: Course, id: LessonId): Lesson | undefined =>
  lessons.find((lesson) => lesson.id === id)

/** The point of this id, if it is one. */
export const pointOf = (course: Course, id: LessonId): Point | undefined => {
  const lesson = lessonOf(course, id)
  return lesson?.kind === 'point' ? lesson : undefined
}

/** The experiment of this id, if it is one. */
export const experimentOf = (course: Course, id: LessonId): Experiment | undefined => {
  const lesson = lessonOf(course, id)
  return lesson?.kind === 'experiment' ? lesson : undefined
}
