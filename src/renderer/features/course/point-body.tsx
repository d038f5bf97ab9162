import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Judged, Run } from '../../../shared/stream/judged.ts'
import type { Point } from '../../../shared/course/lesson.ts'
import { Prose } from '../../kit/prose.tsx'
import { courseTexts } from './course-texts.ts'
import { LessonNote } from './lesson-note.tsx'
import { PointActions } from './point-actions.tsx'
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
  const hasPassed = judged?.verdict.state === 'passed'
  const hasHint = hints < point.hints.length && !hasPassed
  return (
    <div className="point-body">
      <p>
        <Prose text={point.task} />
      </p>
      <p className="point-look">
        <b>{courseTexts.look}:</b> <Prose text={point.look} />
      </p>
      {run?.lesson === point.id ? <RunSteps run={run} /> : null}
      {problem === undefined ? null : (
        <p className="point-problem" role="alert">
          {problem}
        </p>
      )}
      <VerdictReport judged={judged} />
      <Paragraphs texts={point.hints.slice(0, hints)} className="point-hint" />
      {isExplained ? <Paragraphs texts={point.explanation} className="point-why" /> : null}
      <PointActions point={point} judged={judged} run={run} next={next} onNext={onNext}>
        {hasHint ? (
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
      </PointActions>
      <LessonNote lesson={point.id} />
    </div>
  )
}

const Paragraphs = ({ texts, className }: { readonly texts: readonly string[]; readonly className: string }) =>
  texts.map((text) => (
    <p key={text} className={className}>
      <Prose text={text} />
    </p>
  ))
