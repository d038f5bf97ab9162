import { ArrowDrawing, type ArrowStage } from './arrow-drawing.tsx'
import type { Arrow, SequenceLayout } from './sequence-layout.ts'
import { sequenceTexts } from './sequence-texts.ts'

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
  readonly offsetOf: (arrow: Arrow) => number | undefined
  readonly isFollowed: (arrow: Arrow) => boolean
}

/** The picture: lifelines, the application's bars and the arrows of one extent. The list over it is what is read and operated. */
export const SequenceDrawing = ({
  layout,
  arrows,
  extent: { top, bottom },
  scale,
  stageOf,
  offsetOf,
  isFollowed,
}: SequenceDrawingProps) => {
  const height = Math.max(0, bottom - top)
  const headings = layout.headings.filter((heading) => heading.top <= bottom && heading.top >= top - 40)
  return (
    <svg
      className="sequence-drawing"
      aria-hidden
      width={layout.width}
      height={height}
      viewBox={`0 ${top} ${layout.width} ${height}`}
      style={{ top }}
    >
      <Uprights layout={layout} extent={{ top, bottom }} />
      {headings.map((heading) => (
        <Heading key={heading.message.key} heading={heading} scale={scale} />
      ))}
      {arrows.map((arrow) => (
        <ArrowDrawing
          key={arrow.message.key}
          arrow={arrow}
          scale={scale}
          stage={stageOf(arrow)}
          isFollowed={isFollowed(arrow)}
        />
      ))}
      {arrows.map((arrow) => (
        <Offset key={arrow.message.key} x={layout.timesAt} y={arrow.y + 4 * scale} offset={offsetOf(arrow)} />
      ))}
    </svg>
  )
}

interface UprightsProps {
  readonly layout: SequenceLayout
  readonly extent: Extent
}

// The lifelines, and the bars on those of applications.
const Uprights = ({ layout, extent: { top, bottom } }: UprightsProps) => {
  const bars = layout.bars.filter((bar) => bar.bottom >= top && bar.top <= bottom)
  return (
    <>
      {layout.lifelines.map((lifeline) => (
        <line
          key={lifeline.id}
          className="lifeline"
          data-participant={lifeline.colour}
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
          data-participant="app"
          x={bar.x}
          y={bar.top}
          width={10}
          height={bar.bottom - bar.top}
          rx={3}
        />
      ))}
    </>
  )
}

interface HeadingProps {
  readonly heading: SequenceLayout['headings'][number]
  readonly scale: number
}

const Heading = ({ heading: { message, top }, scale }: HeadingProps) => {
  const { number, rest } = sequenceTexts.heading(message.record)
  // Its ground is as wide as the text, in letters that are narrower than those of the values.
  const width = (number.length + rest.length) * 7.2 * scale
  return (
    <>
      <rect className="arrow-ground" x={8} y={top + 6 * scale} width={width} height={17 * scale} />
      <text className="click-heading" x={12} y={top + 19 * scale}>
        <tspan className="click-number">{number}</tspan>
        {rest}
      </text>
    </>
  )
}

interface OffsetProps {
  readonly x: number
  readonly y: number
  readonly offset: number | undefined
}

const Offset = ({ x, y, offset }: OffsetProps) =>
  offset === undefined ? null : (
    <text className="arrow-offset" x={x} y={y}>
      {sequenceTexts.offset(offset)}
    </text>
  )
