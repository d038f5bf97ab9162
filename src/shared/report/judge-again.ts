import { courseNamed, lessonOf, type Course, type Courses } from '../course/course.ts'
import { lessonRecordFold } from '../course/record.ts'
import { foldAll } from '../stream/fold.ts'
import { courseOfUnnamed, type Report, type ReportLesson } from './report.ts'

/** What a second look at a lesson of a report comes to. */
export type SecondLook = 'not-passed' | 'holds' | 'does-not-hold' | 'unknown'

/** The course by which a report is judged: the one that it names, as it was in that version. Undefined where there is none such. */
export const courseOfReport = ({ head: { course = courseOfUnnamed } }: Report, courses: Courses): Course | undefined =>
  courseNamed(courses, course)

/** Folds the observations of a lesson once more and has the very same check of its course judge them. */
export const judgeAgain = ({ id, verdict, observations }: ReportLesson, course: Course): SecondLook => {
  if (verdict.state !== 'passed') return 'not-passed'
  const lesson = lessonOf(course, id)
  if (lesson === undefined) return 'unknown'
  return lesson.check(foldAll(lessonRecordFold, observations)).state === 'passed' ? 'holds' : 'does-not-hold'
}

/** The lessons that every report of the course lists and this one does not, or lists twice. */
export const misplacedLessons = ({ lessons }: Report, course: Course): string[] =>
  course.lessons.flatMap(({ id, title }) => (lessons.filter((lesson) => lesson.id === id).length === 1 ? [] : [title]))
