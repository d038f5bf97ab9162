import { useState } from 'react'
import { Button } from 'react-aria-components'
import { isExerciseSolved, type Exercise } from '../../../shared/stream/exercise.ts'
import { unwrittenMethods } from '../../../shared/stream/exercise-source.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { codeTexts } from './code-texts.ts'
import type { Code } from './code.ts'
import { BehaviourList } from './behaviour-list.tsx'
import { LineButton } from './line-button.tsx'

interface CheckPanelProps {
  readonly code: Code
  readonly onGoTo: (line: number) => void
}

/** Check and reset, and what the newest check found. */
export const CheckPanel = ({ code, onGoTo }: CheckPanelProps) => {
  const [isResetting, setIsResetting] = useState(false)
  const { exercise, report, state, isChecking, check, reset } = code
  const isOutdated = report !== null && (state !== 'saved' || report.digest !== exercise.digest)
  return (
    <div className="code-check">
      <div className="code-actions">
        <Button
          className="button primary"
          isPending={isChecking}
          isDisabled={state === 'conflicted'}
          onPress={() => void check()}
        >
          {isChecking ? codeTexts.checking : codeTexts.check}
        </Button>
        <Button
          className="button"
          isDisabled={isChecking || state === 'conflicted' || (exercise.isTemplate && state === 'saved')}
          onPress={() => {
            setIsResetting(true)
          }}
        >
          {codeTexts.reset}
        </Button>
      </div>
      <ProblemNotes exercise={exercise} onGoTo={onGoTo} />
      {report === null ? (
        <p className="code-hint">{codeTexts.noResults}</p>
      ) : (
        <BehaviourList report={report} isOutdated={isOutdated} isChecking={isChecking} onGoTo={onGoTo} />
      )}
      {report !== null && !isOutdated && !isChecking && isExerciseSolved(report) ? (
        <p className="code-solved">{codeTexts.solved}</p>
      ) : null}
      {exercise.keptAs === undefined ? null : <KeptNote path={exercise.keptAs} />}
      {isResetting ? (
        <FormDialog
          title={codeTexts.reset}
          hint={codeTexts.resetHint}
          action={codeTexts.reset}
          onSave={async () => {
            await reset()
            return undefined
          }}
          onClose={() => {
            setIsResetting(false)
          }}
        >
          {null}
        </FormDialog>
      ) : null}
    </div>
  )
}

// What is not there yet, and what keeps the file from being used at all.
const ProblemNotes = ({
  exercise,
  onGoTo,
}: {
  readonly exercise: Exercise
  readonly onGoTo: (line: number) => void
}) => {
  const unwritten = unwrittenMethods(exercise.source)
  return (
    <>
      {unwritten.length === 0 ? null : <p className="code-hint">{codeTexts.unwritten(unwritten)}</p>}
      {exercise.problems.length === 0 ? null : (
        <ul className="code-problems" aria-label={codeTexts.problems}>
          {exercise.problems.map(({ message, line }) => (
            <li key={`${String(line)} ${message}`}>
              {message} {line === undefined ? null : <LineButton line={line} onGoTo={onGoTo} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const KeptNote = ({ path }: { readonly path: string }) => (
  <p className="code-kept">
    {codeTexts.kept} <span className="mono">{path}</span> <CopyButton name={codeTexts.copyPath} text={path} />
  </p>
)
