import type { DescribedStep } from '../../../../shared/course/step.ts'
import { Prose } from '../../../kit/prose.tsx'
import { experimentTexts } from '../experiment-texts.ts'

/** The steps, for who does them by hand. */
export const ByHand = ({ steps }: { readonly steps: readonly DescribedStep[] }) => (
  <details className="by-hand">
    <summary>{experimentTexts.byHand}</summary>
    <ol>
      {steps.map(({ text }) => (
        <li key={text}>
          <Prose text={text} />
        </li>
      ))}
    </ol>
    <p className="mute">{experimentTexts.byHandNote}</p>
  </details>
)
