import type { Experiment } from '../../../../shared/course/lesson.ts'
import { Prose } from '../../../kit/prose.tsx'
import { experimentTexts } from '../experiment-texts.ts'

interface OutcomeProps {
  readonly experiment: Experiment
  readonly chosen: number | undefined
}

/** What was expected beside what happened, and why it is so. */
export const Outcome = ({ experiment, chosen }: OutcomeProps) => {
  const { prediction, explanation, source } = experiment
  const right = prediction.choices[prediction.right] ?? ''
  const expected = chosen === undefined ? undefined : prediction.choices[chosen]
  const isRight = chosen === prediction.right
  return (
    <>
      <p className="prediction-outcome" data-is-right={isRight}>
        {expected === undefined ? (
          <Prose text={experimentTexts.notAsked(right)} />
        ) : (
          <>
            <Prose text={experimentTexts.expected(expected)} />{' '}
            <b>
              <Prose text={isRight ? experimentTexts.wasRight : experimentTexts.wasWrong(right)} />
            </b>
          </>
        )}
      </p>
      {explanation.map((paragraph) => (
        <p key={paragraph} className="point-why">
          <Prose text={paragraph} />
        </p>
      ))}
      <p className="mute">
        {experimentTexts.source}: {source}
      </p>
    </>
  )
}
