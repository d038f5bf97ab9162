import { participantColour } from '../../widgets/who.tsx'
import { ArrowDrawing, type ArrowStage } from './arrow-drawing.tsx'
import type { Arrow, PlacedLifeline, SequenceLayout } from './sequence-layout.ts'

/** A part of the diagram from top to bottom, in pixels. */
export interface Extent {
  readonly top: number
  readonly bottom: number
}

interface SequenceDrawingProps {
  readonly layout: SequenceLayout
  readonly arrows: readonly Arrow[]
  readonly extent: Extent
  readonly scale: number
  readonly stageOf: (arrow: Arrow) => ArrowStage
}

/** The picture: lifelines, the counter's bars and the arrows of one extent. The list over it is what is read and operated. */
export const SequenceDrawing = ({ layout, arrows, extent: { top, bottom }, scale, stageOf }: SequenceDrawingProps) => {
  const height = Math.max(0, bottom - top)
  const bars = layout.bars.filter((bar) => bar.bottom >= top && bar.top <= bottom)
  return (
    <svg
      className="sequence-drawing"
      aria-hidden
      width={layout.width}
      height={height}
      viewBox={`0 ${top} ${layout.width} ${height}`}
      style={{ top }}
    >
      {layout.lifelines.map((lifeline) => (
        <line
          key={lifeline.id}
          className="lifeline"
          data-participant={lifelineColour(lifeline)}
          x1={lifeline.x}
          y1={top}
          x2={lifeline.x}
          y2={bottom}
        />
      ))}
      {bars.map((bar) => (
        <rect
          key={bar.exchange}
          className="activation"
          data-participant="counter"
          x={bar.x}
          y={bar.top}
          width={10}
          height={bar.bottom - bar.top}
          rx={3}
        />
      ))}
      {arrows.map((arrow) => (
        <ArrowDrawing key={arrow.message.key} arrow={arrow} scale={scale} stage={stageOf(arrow)} />
      ))}
    </svg>
  )
}

/** What `data-participant` says of a lifeline. */
export const lifelineColour = ({ members: [first = 'client:'] }: Pick<PlacedLifeline, 'members'>): string =>
  participantColour(first)
