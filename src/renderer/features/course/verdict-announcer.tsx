import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { experiments } from '../../../shared/course/experiments.ts'
import type { LessonId } from '../../../shared/course/lesson.ts'
import { points } from '../../../shared/course/points.ts'
import type { Verdict } from '../../../shared/stream/verdict.ts'
import { experimentTexts } from './experiment-texts.ts'
import { useView } from '../../client/use-view.ts'
import { labTexts } from './course-texts.ts'

const lessons: readonly { readonly id: LessonId; readonly say: (state: Verdict['state']) => string }[] = [
  ...points.map(({ id, number }) => ({ id, say: (state: Verdict['state']) => labTexts.announce(number, state) })),
  ...experiments.map(({ id, title }) => ({
    id,
    say: (state: Verdict['state']) => experimentTexts.announce(title, state),
  })),
]

/** Says the newest verdict to those who do not see the list. */
export const VerdictAnnouncer = () => {
  const { judged } = useView(lessonsFold)
  const spoken = lessons.flatMap(({ id, say }) => {
    const one = judged[id]
    return one === undefined || one.isEarlier || one.verdict.state === 'pending'
      ? []
      : [{ at: one.at, text: say(one.verdict.state) }]
  })
  const newest = spoken.sort((one, other) => one.at - other.at).at(-1)
  return (
    <div role="status" className="visually-hidden">
      {newest?.text}
    </div>
  )
}
