import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { Point } from '../../../shared/course/lesson.ts'
import type { Judged, Run } from '../../../shared/stream/judged.ts'
import { useCall } from '../../client/use-call.ts'
import { courseTexts } from './course-texts.ts'

interface PointActionsProps {
  readonly point: Point
  readonly judged: Judged | undefined
  /** The run that is under way, of whatever lesson. */
  readonly run: Run | null
  /** The point to go on with, once this one has passed. */
  readonly next: Point | undefined
  readonly onNext: (point: Point) => void
  /** What helps to understand it. */
  readonly children: ReactNode
}

/** What can be done about a point now. */
export const PointActions = ({ point, judged, run, next, onNext, children }: PointActionsProps) => {
  const call = useCall()
  const state = judged?.verdict.state ?? 'pending'
  const isRunning = run?.lesson === point.id
  return (
    <div className="point-actions">
      {state === 'passed' && next !== undefined ? (
        <Button
          className="button primary"
          onPress={() => {
            onNext(next)
          }}
        >
          {courseTexts.next(next.number)}
        </Button>
      ) : null}
      {isRunning ? (
        <Button className="button" onPress={() => void call('run.stop', {})}>
          {courseTexts.stop}
        </Button>
      ) : (
        <Button
          className={`button ${state === 'passed' ? '' : 'primary'}`}
          isDisabled={run !== null}
          onPress={() => void call('lesson.run', { lesson: point.id })}
        >
          {courseTexts.run}
        </Button>
      )}
      {children}
      {state === 'pending' ? null : (
        <Button
          className="button quiet"
          isDisabled={isRunning}
          onPress={() => void call('lesson.reset', { lesson: point.id })}
        >
          {courseTexts.reset}
        </Button>
      )}
    </div>
  )
}
