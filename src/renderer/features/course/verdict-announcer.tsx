import { lessonsFold } from '../../../shared/folds/lessons.ts'
import type { Lesson } from '../../../shared/course/lesson.ts'
import type { Verdict } from '../../../shared/stream/verdict.ts'
import { experimentTexts } from './experiment-texts.ts'
import { useTaughtCourse } from './taught-course.ts'
import { useView } from '../../client/use-view.ts'
import { courseTexts } from './course-texts.ts'

/** Says the newest verdict to those who do not see the list. */
export const VerdictAnnouncer = () => {
  const { judged } = useView(lessonsFold)
  const { lessons } = useTaughtCourse()
  const spoken = lessons.flatMap((lesson) => {
    const one = judged[lesson.id]
    return one === undefined || one.isEarlier || one.verdict.state === 'pending'
      ? []
      : [{ at: one.at, text: announce(lesson, one.verdict.state) }]
  })
  const newest = spoken.sort((one, other) => one.at - other.at).at(-1)
  return (
    <div role="status" className="visually-hidden">
      {newest?.text}
    </div>
  )
}

const announce = (lesson: Lesson, state: Verdict['state']): string =>
  lesson.kind === 'point' ? courseTexts.announce(lesson.number, state) : experimentTexts.announce(lesson.title, state)
