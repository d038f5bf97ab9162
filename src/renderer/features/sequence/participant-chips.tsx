import { ToggleButton } from 'react-aria-components'
import { sequenceTexts } from './sequence-texts.ts'
import type { Lifeline } from './lifelines.ts'
import { lifelineColour } from './sequence-drawing.tsx'

interface ParticipantChipsProps {
  readonly lifelines: readonly Lifeline[]
  readonly hidden: ReadonlySet<string>
  readonly onHidden: (hidden: ReadonlySet<string>) => void
}

/** One switch a participant: whether the diagram shows it. */
export const ParticipantChips = ({ lifelines, hidden, onHidden }: ParticipantChipsProps) => (
  <div className="chips" role="group" aria-label={sequenceTexts.participants}>
    {lifelines.map((lifeline) => (
      <ToggleButton
        key={lifeline.id}
        className="chip"
        data-participant={lifelineColour(lifeline)}
        isSelected={!hidden.has(lifeline.id)}
        onChange={(isShown) => {
          onHidden(new Set(isShown ? [...hidden].filter((id) => id !== lifeline.id) : [...hidden, lifeline.id]))
        }}
      >
        {lifeline.label}
      </ToggleButton>
    ))}
  </div>
)
