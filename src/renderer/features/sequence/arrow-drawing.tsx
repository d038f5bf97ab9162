import { memo, type CSSProperties } from 'react'
import type { Message } from '../../../shared/exchange/messages.ts'
import { roleOf } from '../../../shared/stream/node.ts'
import { participantColour } from '../../widgets/who.tsx'
import { handTexts } from './hand-texts.ts'
import { lineHeight, type Arrow } from './sequence-layout.ts'
import { textWidth } from './wrap-text.ts'

/** How an arrow stands in a playback: not part of it, still to come, on its way now, or there. */
export type ArrowStage = 'plain' | 'aside' | 'to-come' | 'moving' | 'arrived'

interface ArrowDrawingProps {
  readonly arrow: Arrow
  readonly scale: number
  readonly stage: ArrowStage
  /** Of the session that is followed. */
  readonly isFollowed: boolean
}

const headLength = 9
const headWidth = 4.5

const ArrowDrawingView = ({ arrow, scale, stage, isFollowed }: ArrowDrawingProps) => {
  const { message, x1, x2, y, heldAs } = arrow
  const { phase, record, isFailed } = message
  const middle = (x1 + x2) / 2
  const direction = Math.sign(x2 - x1)
  const end = isFailed || heldAs !== undefined ? middle : x2 - direction * (headLength - 2)
  const isBad = isFailed || (record.outcome.state === 'answered' && phase === 'answer' && record.outcome.status >= 400)
  return (
    <g
      className="arrow"
      data-participant={arrowColour(message)}
      data-phase={phase}
      data-is-bad={isBad}
      data-is-failed={isFailed}
      data-is-held={heldAs !== undefined}
      data-is-followed={isFollowed}
      data-stage={stage}
      style={travel(x1, end)}
    >
      {heldAs === undefined ? null : <HeldGround arrow={arrow} />}
      <line className="arrow-line" x1={x1} y1={y} x2={end} y2={y} />
      {isFailed ? <path className="arrow-cross" d={`M${end - 5} ${y - 5}l10 10m0 -10l-10 10`} /> : null}
      {isFailed || heldAs !== undefined ? null : <path className="arrow-head" d={headPath(x2, y, direction)} />}
      {stage === 'moving' ? <circle className="arrow-dot" cy={y} r={5} /> : null}
      <Lines arrow={arrow} x={middle} scale={scale} />
      {heldAs === undefined ? null : <Pill text={handTexts.held(heldAs)} x={middle} y={y} scale={scale} />}
    </g>
  )
}

/** One message: a line with a head, and over it all that it says. */
export const ArrowDrawing = memo(ArrowDrawingView)

const HeldGround = ({ arrow: { x1, x2, top, y } }: { readonly arrow: Arrow }) => (
  <rect className="arrow-held" x={Math.min(x1, x2)} y={top + 2} width={Math.abs(x2 - x1)} height={y - top - 2} rx={6} />
)

interface LinesProps {
  readonly arrow: Arrow
  readonly x: number
  readonly scale: number
}

// From the top to right above the line, each on a ground of its own, so that no lifeline strikes it through.
const Lines = ({ arrow: { label, notes, byHand, y, heldAs }, x, scale }: LinesProps) => {
  const height = lineHeight(scale)
  const lines = [
    ...label.map((text) => ({ text, className: 'arrow-label' })),
    ...notes.map((text) => ({ text, className: 'arrow-note' })),
    ...(byHand === undefined ? [] : [{ text: byHand, className: 'arrow-by-hand' }]),
  ]
  const last = y - (heldAs === undefined ? 7 : 18) * scale
  return lines.map(({ text, className }, index) => (
    <Words
      key={index}
      className={className}
      text={text}
      x={x}
      y={last - (lines.length - 1 - index) * height}
      scale={scale}
    />
  ))
}

interface WordsProps {
  readonly className: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly scale: number
}

const Words = ({ className, text, x, y, scale }: WordsProps) => {
  const width = textWidth(text, scale) + 4
  return (
    <>
      <rect className="arrow-ground" x={x - width / 2} y={y - 11 * scale} width={width} height={14 * scale} />
      <text className={className} x={x} y={y} textAnchor="middle">
        {text}
      </text>
    </>
  )
}

const Pill = ({ text, x, y, scale }: Omit<WordsProps, 'className'>) => {
  const width = textWidth(text, scale) + 22 * scale
  return (
    <>
      <rect
        className="arrow-pill"
        x={x - width / 2}
        y={y - 11 * scale}
        width={width}
        height={22 * scale}
        rx={11 * scale}
      />
      <text className="arrow-pill-text" x={x} y={y + 4 * scale} textAnchor="middle">
        {text}
      </text>
    </>
  )
}

const headPath = (x: number, y: number, direction: number): string =>
  `M${x} ${y}l${-direction * headLength} ${-headWidth}v${2 * headWidth}z`

// An answer of the store is the store's own; one that goes back to whoever asked first has that one's colour.
const arrowColour = ({ record, phase }: Message): string =>
  participantColour(
    phase === 'answer' && roleOf(record.nodes, record.from) === 'app' ? record.to : record.from,
    record.nodes,
  )

// What the animations in sequence.css begin and end with.
const travel = (from: number, to: number): CSSProperties & Readonly<Record<'--from' | '--to', string>> => ({
  '--from': `${from}px`,
  '--to': `${to}px`,
})
