import { foldAll } from '../stream/fold.ts'
import { experiments } from '../course/experiments.ts'
import type { Lesson } from '../course/lesson.ts'
import { points } from '../course/points.ts'
import { lessonRecordFold } from '../course/record.ts'
import type { Report, ReportLesson } from './report.ts'

/** Every lesson that a report lists, in its order. */
export const reportedLessons: readonly Lesson[] = [...points, ...experiments]

/** What a second look at a lesson of a report comes to. */
export type SecondLook = 'not-passed' | 'holds' | 'does-not-hold' | 'unknown'

/** Folds the observations of a lesson once more and has the very same check judge them. */
export const judgeAgain = ({ id, verdict, observations }: ReportLesson): SecondLook => {
  if (verdict.state !== 'passed') return 'not-passed'
  const lesson = reportedLessons.find((one) => one.id === id)
  if (lesson === undefined) return 'unknown'
  return lesson.check(foldAll(lessonRecordFold, observations)).state === 'passed' ? 'holds' : 'does-not-hold'
}

/** The lessons that every report lists and this one does not, or lists twice. */
export const misplacedLessons = ({ lessons }: Report): string[] =>
  reportedLessons.flatMap(({ id, title }) => (lessons.filter((lesson) => lesson.id === id).length === 1 ? [] : [title]))
