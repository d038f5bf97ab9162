import type { ToldStep } from '../../../../shared/course/step.ts'
import { Prose } from '../../../kit/prose.tsx'
import { experimentTexts } from '../experiment-texts.ts'

/** The steps, for who does them by hand. */
export const ByHand = ({ steps }: { readonly steps: readonly ToldStep[] }) => (
  <details className="by-hand">
    <summary>{experimentTexts.byHand}</summary>
    <ol>
      {steps.map(({ say }) => (
        <li key={say}>
          <Prose text={say} />
        </li>
      ))}
    </ol>
    <p className="mute">{experimentTexts.byHandNote}</p>
  </details>
)
