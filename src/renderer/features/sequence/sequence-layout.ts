import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { Message } from '../../../shared/exchange/messages.ts'
import { roleOf } from '../../../shared/stream/node.ts'
import type { Participant } from '../../../shared/stream/participant.ts'
import { handTexts } from './hand-texts.ts'
import type { Lifeline } from './lifelines.ts'
import { messageLines } from './message-lines.ts'
import { wrapText } from './wrap-text.ts'

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
  /** What stands over it, in lines that fit between its lifelines. */
  readonly label: readonly string[]
  readonly notes: readonly string[]
  readonly byHand: string | undefined
  /** It waits here to go on, as the hop of its click that this counts from 1. */
  readonly heldAs: number | undefined
}

/** What stands above a click's first message. */
export interface ClickHeading {
  readonly message: Message
  readonly top: number
}

/** The time in which an application is at work on an exchange. */
export interface ActivationBar {
  readonly exchange: ExchangeId
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** Everything that there is to draw, in pixels. */
export interface SequenceLayout {
  readonly width: number
  readonly height: number
  readonly lifelines: readonly PlacedLifeline[]
  readonly arrows: readonly Arrow[]
  readonly headings: readonly ClickHeading[]
  readonly bars: readonly ActivationBar[]
  /** Where the times stand. */
  readonly timesAt: number
}

interface LayoutInput {
  readonly messages: readonly Message[]
  readonly lifelines: readonly Lifeline[]
  /** The messages that are held, by their keys, and which hop of its click each is. */
  readonly held: ReadonlyMap<string, number>
  /** Pixels that there is room for; the diagram is wider where the lifelines need it. */
  readonly room: number
  /** Of the text, 1 at its usual size. */
  readonly scale: number
}

// Pixels at the usual size of the text.
const measures = {
  column: 190,
  margin: 66,
  widest: 460,
  times: 60,
  heading: 27,
  line: 16.5,
  above: 9,
  below: 9,
  beside: 12,
  pill: 14,
  end: 22,
}

const barWidth = 10
const step = 7

type Sizes = Readonly<Record<keyof typeof measures, number>>

const scaled = (scale: number): Sizes =>
  Object.fromEntries(Object.entries(measures).map(([name, size]) => [name, size * scale])) as Sizes

/** The height of a line of text. */
export const lineHeight = (scale: number): number => measures.line * scale

/** Places messages in their order from top to bottom between their lifelines, with all that they say. */
export const layOut = ({ messages, lifelines, held, room, scale }: LayoutInput): SequenceLayout => {
  const size = scaled(scale)
  const placed = place(lifelines, room, size)
  const xOf = xByParticipant(placed)
  const width = Math.max(room, (placed.at(-1)?.x ?? 0) + size.margin + size.times)
  const open = new OpenBars()
  const arrows: Arrow[] = []
  const headings: ClickHeading[] = []
  let reached = size.below
  for (const message of messages) {
    const [x1, x2] = [xOf.get(message.from), xOf.get(message.to)]
    if (x1 === undefined || x2 === undefined) continue
    if (message.phase === 'request' && message.record.parent === undefined) {
      headings.push({ message, top: reached })
      reached += size.heading
    }
    const said = linesWithin(message, Math.abs(x2 - x1) - 2 * size.beside, scale)
    const heldAs = held.get(message.key)
    const top = reached
    const y = top + size.above + countOf(said) * size.line + (heldAs === undefined ? 0 : size.pill)
    const bottom = y + size.below + (heldAs === undefined ? 0 : size.pill)
    const ends = open.shift(message, { x1, x2, y })
    arrows.push({ message, index: arrows.length, ...ends, y, top, bottom, ...said, heldAs })
    reached = bottom
  }
  const height = reached + size.end
  return {
    width,
    height,
    lifelines: placed,
    arrows,
    headings,
    bars: open.close(height),
    timesAt: (placed.at(-1)?.x ?? 0) + size.margin * 0.3,
  }
}

type Said = Pick<Arrow, 'label' | 'notes' | 'byHand'>

const linesWithin = (message: Message, pixels: number, scale: number): Said => {
  const { label, notes, byHand } = messageLines(message)
  const wrap = (text: string): string[] => wrapText(text, pixels, scale, handTexts.more)
  return { label: wrap(label), notes: notes.flatMap(wrap), byHand }
}

const countOf = ({ label, notes, byHand }: Said): number => label.length + notes.length + (byHand === undefined ? 0 : 1)

// As far apart as there is room for, so that long values fit, no closer than a label needs.
const place = (lifelines: readonly Lifeline[], room: number, sizes: Sizes): PlacedLifeline[] => {
  const { column, margin, widest, times } = sizes
  const gaps = Math.max(1, lifelines.length - 1)
  const free = room - times
  const apart = Math.min(widest, Math.max(column, (free - 2 * margin) / gaps))
  const first = Math.max(margin, (free - gaps * apart) / 2)
  return lifelines.map((lifeline, index) => ({ ...lifeline, x: Math.round(first + index * apart) }))
}

const xByParticipant = (placed: readonly PlacedLifeline[]): ReadonlyMap<Participant, number> =>
  new Map(placed.flatMap(({ members, x }) => members.map((member) => [member, x] as const)))

interface OpenBar {
  /** Of its lifeline. */
  readonly x: number
  readonly top: number
  readonly depth: number
}

// The applications' bars: those that overlap stand side by side, and arrows begin and end at their edges.
class OpenBars {
  readonly #open = new Map<ExchangeId, OpenBar>()
  readonly #done: ActivationBar[] = []

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
    this.#done.push({ exchange, x: bar.x + bar.depth * step - barWidth / 2, top: bar.top, bottom })
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
    return x + bar.depth * step + (isRight ? 1 : -1) * (barWidth / 2)
  }
}
