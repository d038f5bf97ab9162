import { Play } from 'lucide-react'
import { IconButton } from '../../kit/icon-button.tsx'
import { useCall } from '../../client/use-call.ts'
import { courseTexts } from './course-texts.ts'
import { PointBody } from './point-body.tsx'
import { VerdictMark } from './verdict-mark.tsx'
import type { Judged, Run } from '../../../shared/stream/judged.ts'
import type { Point } from '../../../shared/course/lesson.ts'

interface PointItemProps {
  readonly point: Point
  readonly judged: Judged | undefined
  readonly run: Run | null
  readonly problem: string | undefined
  readonly next: Point | undefined
  readonly isOpen: boolean
  readonly onOpen: (point: Point | undefined) => void
}

/** One point of the hand-out in the list: a line, and all of it while it is open. */
export const PointItem = ({ point, judged, run, isOpen, onOpen, ...rest }: PointItemProps) => {
  const call = useCall()
  const state = judged?.verdict.state ?? 'pending'
  return (
    <li className="point" aria-label={courseTexts.point(point.number)} data-verdict={state} data-is-open={isOpen}>
      <div className="point-line">
        <button
          type="button"
          className="point-title"
          aria-expanded={isOpen}
          onClick={() => {
            onOpen(isOpen ? undefined : point)
          }}
        >
          <VerdictMark state={state} number={point.number} />
          <span>{point.title}</span>
        </button>
        {isOpen ? null : (
          <span className="point-run">
            <IconButton
              icon={Play}
              name={courseTexts.run}
              isDisabled={run !== null}
              onPress={() => {
                onOpen(point)
                void call('lesson.run', { lesson: point.id })
              }}
            />
          </span>
        )}
      </div>
      {isOpen ? <PointBody point={point} judged={judged} run={run} onNext={onOpen} {...rest} /> : null}
    </li>
  )
}
