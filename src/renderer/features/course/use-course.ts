import { useFeatureState } from '../../client/use-feature-state.ts'
import { useLive } from '../../client/use-live.ts'
import { courseState, type CourseState } from './course-state.ts'

/** What of the course is open, and how to open something else. */
export const useCourse = (): readonly [CourseState, change: (part: Partial<CourseState>) => void] => {
  const course = useFeatureState(courseState)
  const change = (part: Partial<CourseState>): void => {
    course.change({ ...course.current(), ...part })
  }
  return [useLive(course), change]
}
