import { Check } from 'lucide-react'
import type { Run } from '../../../shared/stream/judged.ts'
import { Prose } from '../../kit/prose.tsx'
import { courseTexts } from './course-texts.ts'

interface RunStepsProps {
  readonly run: Run
  /** What is to be said of it. */
  readonly note?: string
}

/** The steps of the run that is under way, the one that is being done marked. */
export const RunSteps = ({ run, note = courseTexts.running }: RunStepsProps) => (
  <div className="run-steps">
    <p className="mute">{note}</p>
    <ol>
      {run.steps.map((step, index) => (
        <li
          key={index}
          data-state={stateOf(index, run.begun)}
          aria-current={index === run.begun - 1 ? 'step' : undefined}
        >
          <span className="run-step-mark" aria-hidden>
            {index < run.begun - 1 ? <Check size="0.85em" strokeWidth={3} /> : index + 1}
          </span>
          <span>
            <Prose text={step} />
          </span>
        </li>
      ))}
    </ol>
  </div>
)

const stateOf = (index: number, begun: number): 'done' | 'under-way' | 'to-come' => {
  if (index < begun - 1) return 'done'
  return index === begun - 1 ? 'under-way' : 'to-come'
}
