import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { cookieHeader, type Message } from '../../../shared/exchange/messages.ts'
import { roleOf } from '../../../shared/stream/node.ts'
import type { Participant } from '../../../shared/stream/participant.ts'
import type { HeldHop } from '../../../shared/stream/steps.ts'
import type { Lifeline } from './lifelines.ts'

/** A lifeline and where it stands, in pixels from the left. */
export interface PlacedLifeline extends Lifeline {
  readonly x: number
}

/** One message as an arrow; `y` is the arrow's own height in the diagram, `top` to `bottom` what belongs to it. */
export interface Arrow {
  readonly message: Message
  readonly index: number
  readonly x1: number
  readonly x2: number
  readonly y: number
  readonly top: number
  readonly bottom: number
}

/** The time in which an application is at work on an exchange. */
export interface ActivationBar {
  readonly exchange: ExchangeId
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** A hop that is held, where it would go on. */
export interface HeldNote {
  readonly hop: HeldHop
  readonly x: number
  readonly top: number
}

/** Everything that there is to draw, in pixels. */
export interface SequenceLayout {
  readonly width: number
  readonly height: number
  readonly lifelines: readonly PlacedLifeline[]
  readonly arrows: readonly Arrow[]
  readonly bars: readonly ActivationBar[]
  readonly notes: readonly HeldNote[]
}

interface LayoutInput {
  readonly messages: readonly Message[]
  readonly lifelines: readonly Lifeline[]
  readonly held: readonly HeldHop[]
  /** Pixels that there is room for; the diagram is wider where the lifelines need it. */
  readonly room: number
  /** Of the text, 1 at its usual size. */
  readonly scale: number
}

// Pixels at the usual size of the text.
const measures = {
  column: 124,
  margin: 70,
  widest: 300,
  label: 26,
  below: 8,
  cookie: 15,
  between: 14,
  bar: 10,
  step: 7,
  note: 58,
  noteWidth: 280,
  end: 22,
}

/** Places messages in their order from top to bottom between their lifelines, and what is held after them. */
export const layOut = ({ messages, lifelines, held, room, scale }: LayoutInput): SequenceLayout => {
  const size = scaled(scale)
  const placed = place(lifelines, room, size)
  const xOf = xByParticipant(placed)
  const width = Math.max(room, (placed.at(-1)?.x ?? 0) + size.margin)
  const open = new OpenBars(size)
  const arrows: Arrow[] = []
  let reached = size.below
  for (const message of messages) {
    const [x1, x2] = [xOf.get(message.from), xOf.get(message.to)]
    if (x1 === undefined || x2 === undefined) continue
    const isNewThread = message.phase === 'request' && message.record.parent === undefined && arrows.length > 0
    const top = reached + (isNewThread ? size.between : 0)
    const y = top + size.label
    const bottom = y + size.below + (cookieHeader(message) === undefined ? 0 : size.cookie)
    arrows.push({ message, index: arrows.length, ...open.shift(message, { x1, x2, y }), y, top, bottom })
    reached = bottom
  }
  const notes = held.map((hop, index) => ({
    hop,
    x: noteX(xOf.get(hop.from) ?? 0, xOf.get(hop.to) ?? 0, width, size),
    top: reached + size.below + index * size.note,
  }))
  const height = reached + held.length * size.note + size.end
  return { width, height, lifelines: placed, arrows, bars: open.close(height), notes }
}

type Sizes = Readonly<Record<keyof typeof measures, number>>

const scaled = (scale: number): Sizes => ({
  column: measures.column * scale,
  margin: measures.margin * scale,
  widest: measures.widest * scale,
  label: measures.label * scale,
  below: measures.below * scale,
  cookie: measures.cookie * scale,
  between: measures.between * scale,
  note: measures.note * scale,
  noteWidth: measures.noteWidth * scale,
  bar: measures.bar,
  step: measures.step,
  end: measures.end,
})

// Evenly, no closer than a label needs and no further apart than an eye follows.
const place = (lifelines: readonly Lifeline[], room: number, { column, margin, widest }: Sizes): PlacedLifeline[] => {
  const gaps = Math.max(1, lifelines.length - 1)
  const apart = Math.min(widest, Math.max(column, (room - 2 * margin) / gaps))
  const first = Math.max(margin, (room - gaps * apart) / 2)
  return lifelines.map((lifeline, index) => ({ ...lifeline, x: Math.round(first + index * apart) }))
}

const xByParticipant = (placed: readonly PlacedLifeline[]): ReadonlyMap<Participant, number> =>
  new Map(placed.flatMap(({ members, x }) => members.map((member) => [member, x] as const)))

// Between who asked and the server, close to the server, and inside the diagram.
const noteX = (from: number, to: number, width: number, { noteWidth, step }: Sizes): number => {
  const beside = Math.max(from + 2 * step, to - 2 * step - noteWidth)
  return Math.round(Math.max(step, Math.min(beside, width - noteWidth - step)))
}

interface OpenBar {
  /** Of its lifeline. */
  readonly x: number
  readonly top: number
  readonly depth: number
}

// The applications' bars: those that overlap stand side by side, and arrows begin and end at their edges.
class OpenBars {
  readonly #size: Sizes
  readonly #open = new Map<ExchangeId, OpenBar>()
  readonly #done: ActivationBar[] = []

  constructor(size: Sizes) {
    this.#size = size
  }

  shift(
    { phase, record, from, to }: Message,
    { x1, x2, y }: { x1: number; x2: number; y: number },
  ): { x1: number; x2: number } {
    const isApp = (participant: Participant): boolean => roleOf(record.nodes, participant) === 'app'
    if (phase === 'request' && isApp(to)) this.#open.set(record.id, { x: x2, top: y - 4, depth: this.#freeDepth(x2) })
    const edges = {
      x1: isApp(from) ? this.#edge(record, x1, x1 < x2) : x1,
      x2: isApp(to) ? this.#edge(record, x2, x2 < x1) : x2,
    }
    if (phase === 'answer' && isApp(from)) this.#end(record.id, y + 4)
    return edges
  }

  /** All bars; those that are still open reach to the end of the diagram. */
  close(height: number): readonly ActivationBar[] {
    for (const exchange of [...this.#open.keys()]) this.#end(exchange, height)
    return this.#done
  }

  #end(exchange: ExchangeId, bottom: number): void {
    const bar = this.#open.get(exchange)
    if (bar === undefined) return
    this.#open.delete(exchange)
    this.#done.push({ exchange, x: bar.x + bar.depth * this.#size.step - this.#size.bar / 2, top: bar.top, bottom })
  }

  #freeDepth(x: number): number {
    const taken = new Set([...this.#open.values()].flatMap((bar) => (bar.x === x ? [bar.depth] : [])))
    let depth = 0
    while (taken.has(depth)) depth += 1
    return Math.min(depth, 3)
  }

  #edge({ id, parent }: Message['record'], x: number, isRight: boolean): number {
    const bars = [this.#open.get(id), parent === undefined ? undefined : this.#open.get(parent)]
    const bar = bars.find((one) => one?.x === x)
    if (bar === undefined) return x
    return x + bar.depth * this.#size.step + (isRight ? 1 : -1) * (this.#size.bar / 2)
  }
}
