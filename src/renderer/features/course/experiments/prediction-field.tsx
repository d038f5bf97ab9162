import { useId } from 'react'
import type { LessonId } from '../../../../shared/stream/judged.ts'
import type { Prediction } from '../../../../shared/course/lesson.ts'
import { Prose } from '../../../kit/prose.tsx'
import { useCall } from '../../../client/use-call.ts'
import { useOptimisticValue } from '../../../client/use-optimistic-value.ts'

interface PredictionFieldProps {
  readonly experiment: LessonId
  readonly prediction: Prediction
  readonly chosen: number | undefined
  readonly isDisabled: boolean
}

/** What the student expects, asked before anything is done. */
export const PredictionField = ({ experiment, prediction, chosen, isDisabled }: PredictionFieldProps) => {
  const call = useCall()
  const name = useId()
  const [shown, askFor] = useOptimisticValue(chosen, chosen)
  const predict = (choice: number): void =>
    void askFor(choice, () => call('experiment.predict', { experiment, choice }))
  return (
    <fieldset className="prediction" disabled={isDisabled}>
      <legend>
        <Prose text={prediction.question} />
      </legend>
      {prediction.choices.map((choice, index) => (
        <label key={choice}>
          <input
            type="radio"
            name={name}
            checked={shown === index}
            onChange={() => {
              predict(index)
            }}
          />
          <span>
            <Prose text={choice} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}
