import { Check, Minus, X, type LucideIcon } from 'lucide-react'
import type { BehaviourOutcome, BehaviourResult, ExerciseReport } from '../../../shared/stream/exercise.ts'
import { codeTexts } from './code-texts.ts'
import { LineButton } from './line-button.tsx'

interface BehaviourListProps {
  readonly report: ExerciseReport
  readonly isOutdated: boolean
  readonly isChecking: boolean
  readonly onGoTo: (line: number) => void
}

/** Each behaviour that was looked for, and why it is not there. */
export const BehaviourList = ({ report: { results, printed }, isOutdated, isChecking, onGoTo }: BehaviourListProps) => {
  const passed = results.filter(({ outcome }) => outcome.state === 'passed').length
  return (
    <div>
      <p className="code-tally" role="status">
        {isChecking ? codeTexts.checking : codeTexts.tally(passed, results.length)}
        {isOutdated && !isChecking ? ` ${codeTexts.outdated}` : ''}
      </p>
      <ul className="behaviours" aria-label={codeTexts.results}>
        {results.map((result) => (
          <BehaviourItem key={result.behaviour} result={result} onGoTo={onGoTo} />
        ))}
      </ul>
      {printed === '' ? null : (
        <details className="code-printed">
          <summary>{codeTexts.printed}</summary>
          <pre tabIndex={0}>{printed}</pre>
        </details>
      )}
    </div>
  )
}

const icons: Readonly<Record<BehaviourOutcome['state'], LucideIcon>> = { passed: Check, failed: X, skipped: Minus }

const BehaviourItem = ({
  result: { behaviour, name, outcome },
  onGoTo,
}: {
  readonly result: BehaviourResult
  readonly onGoTo: (line: number) => void
}) => {
  const Icon = icons[outcome.state]
  return (
    <li className="behaviour" data-behaviour={behaviour} data-outcome={outcome.state}>
      <Icon className="behaviour-icon" aria-hidden size="1.1em" strokeWidth={2.25} />
      <div>
        <span className="behaviour-name">{name}</span>{' '}
        <span className="visually-hidden">{codeTexts.outcome(outcome.state)}</span>
        {outcome.state === 'passed' ? null : (
          <p className="behaviour-why">
            {outcome.explanation}{' '}
            {outcome.state === 'failed' && outcome.line !== undefined ? (
              <LineButton line={outcome.line} onGoTo={onGoTo} />
            ) : null}
          </p>
        )}
      </div>
    </li>
  )
}
