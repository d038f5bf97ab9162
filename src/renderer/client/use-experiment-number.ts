import { experimentsOf } from '../../shared/course/course.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import { useServices } from './use-services.ts'

/** The place of an experiment in its course, counted from 1; undefined where none that is known is meant. */
export const useExperimentNumber = (lesson: LessonId | undefined): number | undefined => {
  const { courses } = useServices()
  if (lesson === undefined) return undefined
  const place = courses
    .map((course) => experimentsOf(course).findIndex(({ id }) => id === lesson))
    .find((index) => index >= 0)
  return place === undefined ? undefined : place + 1
}
