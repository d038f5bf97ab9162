import { useRef } from 'react'
import { lessonsFold } from '../../../../shared/folds/lessons.ts'
import type { Experiment } from '../../../../shared/course/lesson.ts'
import { useCalledIntoView } from '../../../kit/use-called-into-view.ts'
import { useView } from '../../../client/use-view.ts'
import { experimentTexts } from '../experiment-texts.ts'
import type { OpenExperiment } from '../course-state.ts'
import { VerdictMark } from '../verdict-mark.tsx'
import { ExperimentBody } from './experiment-body.tsx'

interface ExperimentItemProps {
  readonly experiment: Experiment
  readonly number: number
  readonly isOpen: boolean
  /** That of a command that opened it: each brings it into view and gives it the keyboard. */
  readonly call: OpenExperiment | undefined
  readonly onToggle: () => void
}

/** One experiment in the list: a line, and all of it while it is open. */
export const ExperimentItem = ({ experiment, number, isOpen, call, onToggle }: ExperimentItemProps) => {
  const { judged } = useView(lessonsFold)
  const title = useRef<HTMLButtonElement>(null)
  useCalledIntoView(title, call)
  const state = judged[experiment.id]?.verdict.state ?? 'pending'
  return (
    <li
      className="point"
      aria-label={experimentTexts.experiment(experiment.title)}
      data-verdict={state}
      data-is-open={isOpen}
    >
      <div className="point-line">
        <button ref={title} type="button" className="point-title" aria-expanded={isOpen} onClick={onToggle}>
          <VerdictMark state={state} number={number} />
          <span>{experiment.title}</span>
        </button>
      </div>
      {isOpen ? <ExperimentBody experiment={experiment} /> : null}
    </li>
  )
}
