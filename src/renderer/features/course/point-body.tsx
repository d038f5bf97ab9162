import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Judged, Run } from '../../../shared/stream/judged.ts'
import type { Point } from '../../../shared/course/lesson.ts'
import { Prose } from '../../kit/prose.tsx'
import { useCall } from '../../client/use-call.ts'
import { courseTexts } from './course-texts.ts'
import { LessonNote } from './lesson-note.tsx'
import { RunSteps } from './run-steps.tsx'
import { VerdictReport } from './verdict-report.tsx'

interface PointBodyProps {
  readonly point: Point
  readonly judged: Judged | undefined
  /** The run that is under way, of whatever lesson. */
  readonly run: Run | null
  readonly problem: string | undefined
  /** The point to go on with, once this one has passed. */
  readonly next: Point | undefined
  readonly onNext: (point: Point) => void
}

/** An open point: what to do, what was seen, and what can be done about it. */
export const PointBody = ({ point, judged, run, problem, next, onNext }: PointBodyProps) => {
  const [hints, setHints] = useState(0)
  const [isExplained, setIsExplained] = useState(false)
  const call = useCall()
  const isRunning = run?.lesson === point.id
  const hasPassed = judged?.verdict.state === 'passed'
  const hasVerdict = judged !== undefined && judged.verdict.state !== 'pending'
  return (
    <div className="point-body">
      <p>
        <Prose text={point.task} />
      </p>
      <p className="point-look">
        <b>{courseTexts.look}:</b> <Prose text={point.look} />
      </p>
      {isRunning ? <RunSteps run={run} /> : null}
      {problem === undefined ? null : (
        <p className="point-problem" role="alert">
          {problem}
        </p>
      )}
      <VerdictReport judged={judged} />
      {point.hints.slice(0, hints).map((hint) => (
        <p key={hint} className="point-hint">
          <Prose text={hint} />
        </p>
      ))}
      {isExplained
        ? point.explanation.map((paragraph) => (
            <p key={paragraph} className="point-why">
              <Prose text={paragraph} />
            </p>
          ))
        : null}
      <div className="point-actions">
        {hasPassed && next !== undefined ? (
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
            className={`button ${hasPassed ? '' : 'primary'}`}
            isDisabled={run !== null}
            onPress={() => void call('lesson.run', { lesson: point.id })}
          >
            {courseTexts.run}
          </Button>
        )}
        {hints < point.hints.length && !hasPassed ? (
          <Button
            className="button"
            onPress={() => {
              setHints(hints + 1)
            }}
          >
            {hints === 0 ? courseTexts.hint : courseTexts.nextHint}
          </Button>
        ) : null}
        <Button
          className="button quiet"
          aria-expanded={isExplained}
          onPress={() => {
            setIsExplained(!isExplained)
          }}
        >
          {isExplained ? courseTexts.lessWhy : courseTexts.why}
        </Button>
        {hasVerdict ? (
          <Button
            className="button quiet"
            isDisabled={isRunning}
            onPress={() => void call('lesson.reset', { lesson: point.id })}
          >
            {courseTexts.reset}
          </Button>
        ) : null}
      </div>
      <LessonNote lesson={point.id} />
    </div>
  )
}
