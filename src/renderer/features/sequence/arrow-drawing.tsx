import { memo, type CSSProperties } from 'react'
import type { Message } from '../../../shared/exchange/messages.ts'
import { participantColour } from '../../widgets/who.tsx'
import { sequenceTexts } from './sequence-texts.ts'
import { fitText, textWidth } from './fit-text.ts'
import type { Arrow } from './sequence-layout.ts'

/** How an arrow stands in a playback: not part of it, still to come, on its way now, or there. */
export type ArrowStage = 'plain' | 'aside' | 'to-come' | 'moving' | 'arrived'

interface ArrowDrawingProps {
  readonly arrow: Arrow
  readonly scale: number
  readonly stage: ArrowStage
}

const headLength = 9
const headWidth = 4.5

const ArrowDrawingView = ({ arrow: { message, x1, x2, y }, scale, stage }: ArrowDrawingProps) => {
  const { phase, record, isFailed } = message
  const label = sequenceTexts.label(message)
  const note = sequenceTexts.cookieNote(message)
  const middle = (x1 + x2) / 2
  const room = Math.abs(x2 - x1) - 16
  const direction = Math.sign(x2 - x1)
  const end = isFailed ? middle : x2 - direction * (headLength - 2)
  const isBad = isFailed || (record.outcome.state === 'answered' && phase === 'answer' && record.outcome.status >= 400)
  return (
    <g
      className="arrow"
      data-participant={arrowColour(message)}
      data-phase={phase}
      data-is-bad={isBad}
      data-is-failed={isFailed}
      data-stage={stage}
      style={travel(x1, end)}
    >
      <line className="arrow-line" x1={x1} y1={y} x2={end} y2={y} />
      {isFailed ? (
        <path className="arrow-cross" d={`M${end - 5} ${y - 5}l10 10m0 -10l-10 10`} />
      ) : (
        <path className="arrow-head" d={headPath(x2, y, direction)} />
      )}
      {stage === 'moving' ? <circle className="arrow-dot" cy={y} r={5} /> : null}
      <Words className="arrow-label" text={fitText(label, room, scale)} x={middle} y={y - 6 * scale} scale={scale} />
      {note === undefined ? null : (
        <Words className="arrow-note" text={fitText(note, room, scale)} x={middle} y={y + 14 * scale} scale={scale} />
      )}
    </g>
  )
}

interface WordsProps {
  readonly className: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly scale: number
}

// A text on a ground of its own, so that a lifeline that passes behind it does not strike it through.
const Words = ({ className, text, x, y, scale }: WordsProps) => {
  const width = textWidth(text, scale) + 4
  return (
    <>
      <rect className="arrow-ground" x={x - width / 2} y={y - 10 * scale} width={width} height={13 * scale} />
      <text className={className} x={x} y={y} textAnchor="middle">
        {text}
      </text>
    </>
  )
}

/** One message: a line with a head, its label over and its cookie under it. */
export const ArrowDrawing = memo(ArrowDrawingView)

const headPath = (x: number, y: number, direction: number): string =>
  `M${x} ${y}l${-direction * headLength} ${-headWidth}v${2 * headWidth}z`

// An answer of the store is the store's own; one that goes back to whoever asked first has that one's colour.
const arrowColour = ({ record, phase }: Message): string =>
  participantColour(phase === 'answer' && record.from === 'counter' ? record.to : record.from)

// What the animations in sequence.css begin and end with.
const travel = (from: number, to: number): CSSProperties & Readonly<Record<'--from' | '--to', string>> => ({
  '--from': `${from}px`,
  '--to': `${to}px`,
})
