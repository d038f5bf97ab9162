import type { PlacedLifeline } from './sequence-layout.ts'

interface LifelineHeadsProps {
  readonly lifelines: readonly PlacedLifeline[]
  readonly width: number
}

/** The names at the tops of the lifelines; they stay in sight. */
export const LifelineHeads = ({ lifelines, width }: LifelineHeadsProps) => (
  <div className="lifeline-heads" style={{ width }} aria-hidden>
    {lifelines.map((lifeline) => (
      <span
        key={lifeline.id}
        className="lifeline-head"
        data-participant={lifeline.colour}
        style={{ left: lifeline.x }}
        title={lifeline.label}
      >
        {lifeline.label}
      </span>
    ))}
  </div>
)
