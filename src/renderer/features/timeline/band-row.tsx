import { FlaskConical, SlidersHorizontal, Undo2, type LucideIcon } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { Courses } from '../../../shared/course/course.ts'
import type { LessonId } from '../../../shared/stream/judged.ts'
import type { Milestone } from '../../../shared/folds/milestones.ts'
import { useServices } from '../../client/use-services.ts'
import { time } from '../../texts/wording.ts'
import { timelineTexts } from './timeline-texts.ts'

const icons: Readonly<Record<Milestone['kind'], LucideIcon>> = {
  'stand-ins-came': FlaskConical,
  'stand-ins-left': Undo2,
  'settings-changed': SlidersHorizontal,
}

const BandRowView = ({ milestone }: { readonly milestone: Milestone }) => {
  const { courses } = useServices()
  const Icon = icons[milestone.kind]
  // Not a row to those who count or hear them: each row of the table is an exchange.
  return (
    <tr role="none" className="band" data-milestone={milestone.kind}>
      <td role="none" className="band-cell">
        <Icon aria-hidden size="1.1em" />
        <span className="band-text">{textOf(milestone, courses)}</span>
        <time className="band-time" dateTime={new Date(milestone.at).toISOString()}>
          {time.format(milestone.at)}
        </time>
      </td>
    </tr>
  )
}

/** What happened between two exchanges, and has its effect on those below. */
export const BandRow = memo(BandRowView)

const textOf = (milestone: Milestone, courses: Courses): ReactNode => {
  const { bands } = timelineTexts
  switch (milestone.kind) {
    case 'stand-ins-came':
      return bands.standInsCame(titleOf(courses, milestone.lesson))
    case 'stand-ins-left':
      return bands.standInsLeft
    case 'settings-changed':
      return milestone.changed.map((change, index) => (
        <span key={change.key}>
          {index === 0 ? '' : ', '}
          <code>{bands.setting(change)}</code> {bands.became(change)}
        </span>
      ))
  }
}

const titleOf = (courses: Courses, id: LessonId): string =>
  courses.flatMap(({ lessons }) => lessons).find((lesson) => lesson.id === id)?.title ?? id
