import { ArrowDown } from 'lucide-react'
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type RefObject,
} from 'react'
import { Button } from 'react-aria-components'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { Message } from '../../../shared/exchange/messages.ts'
import { useSelection } from '../../client/selection.ts'
import { useFollowEnd } from '../../kit/use-follow-end.ts'
import { useViewport } from '../../kit/use-viewport.ts'
import { sequenceTexts } from './sequence-texts.ts'
import type { ArrowStage } from './arrow-drawing.tsx'
import { LifelineHeads } from './lifeline-heads.tsx'
import type { Lifeline } from './lifelines.ts'
import { MessageList } from './message-list.tsx'
import { SequenceDrawing } from './sequence-drawing.tsx'
import { layOut, type Arrow } from './sequence-layout.ts'
import { useAnchor } from './use-anchor.ts'
import { useMessageKeys } from './use-message-keys.ts'

interface SequenceDiagramProps {
  readonly messages: readonly Message[]
  readonly lifelines: readonly Lifeline[]
  /** The messages that are held, and which hop of its click each is. */
  readonly held: ReadonlyMap<string, number>
  readonly scale: number
  /** Milliseconds that a message takes in a playback. */
  readonly hopTime: number
  /** What stands above the first message. */
  readonly before: ReactNode
  /** The message that a playback has come to; it is kept in sight. */
  readonly playing: string | undefined
  /** The message that is to be read now: it is brought to the middle. */
  readonly centred: string | undefined
  readonly stageOf: (arrow: Arrow) => ArrowStage
  readonly offsetOf: (arrow: Arrow) => number | undefined
  readonly isFollowed: (arrow: Arrow) => boolean
  /** What stands in the place of the messages while there are none. */
  readonly nothing: ReactNode
}

// Pixels drawn beyond what is in sight.
const overscan = 400
const headsHeight = 44

/** The diagram, of which only what is in sight is drawn. Follows the newest message until the user scrolls up. */
export const SequenceDiagram = (props: SequenceDiagramProps) => {
  const { scale, before, stageOf, offsetOf, isFollowed, nothing } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { exchange: selected } = useSelection()
  const { layout, extent, isAtEnd, toEnd } = useLaidOut(scroller, props)
  const { current, entrance, choose, onKeyDown } = useCurrentMessage(scroller, layout.arrows)
  useKeptInSight(scroller, layout.arrows, props.playing)
  useCentred(scroller, layout.arrows, props.centred)
  const drawn = layout.arrows.filter(
    ({ top, bottom, message }) => (bottom >= extent.top && top <= extent.bottom) || message.key === current,
  )
  return (
    <div className="sequence" style={pace(props.hopTime)}>
      <div
        className="sequence-scroller"
        ref={scroller}
        role="group"
        aria-label={sequenceTexts.diagram}
        onKeyDown={onKeyDown}
      >
        <LifelineHeads lifelines={layout.lifelines} width={layout.width} />
        {before}
        <div className="sequence-canvas" style={{ width: layout.width, height: layout.height }}>
          <SequenceDrawing {...{ layout, arrows: drawn, extent, scale, stageOf, offsetOf, isFollowed }} />
          <MessageList
            arrows={drawn}
            count={layout.arrows.length}
            current={current}
            selected={selected}
            entrance={entrance}
            onSelect={choose}
          />
          {layout.arrows.length === 0 ? nothing : null}
        </div>
      </div>
      {isAtEnd ? null : (
        <Button className="button exchanges-jump" onPress={toEnd}>
          <ArrowDown aria-hidden size="1em" /> {sequenceTexts.jump}
        </Button>
      )}
    </div>
  )
}

type Scroller = RefObject<HTMLDivElement | null>
type LaidOut = Pick<SequenceDiagramProps, 'messages' | 'lifelines' | 'held' | 'scale'>

// Where everything stands in the room that there is, and the part of it that is worth drawing.
const useLaidOut = (scroller: Scroller, { messages, lifelines, held, scale }: LaidOut) => {
  const viewport = useViewport(scroller)
  const layout = useMemo(
    () => layOut({ messages, lifelines, held, room: viewport.width, scale }),
    [messages, lifelines, held, viewport.width, scale],
  )
  const { isAtEnd, toEnd } = useFollowEnd(scroller, layout.height)
  useAnchor(scroller, layout.arrows, isAtEnd)
  const top = Math.min(viewport.top, layout.height - viewport.height)
  const extent = { top: Math.max(0, top - overscan), bottom: Math.min(layout.height, top + viewport.height + overscan) }
  return { layout, extent, isAtEnd, toEnd }
}

// The message that pointer or keyboard has come to, and where the keyboard comes in.
const useCurrentMessage = (scroller: Scroller, arrows: readonly Arrow[]) => {
  const { select } = useSelection()
  const [current, setCurrent] = useState<string>()
  const choose = useCallback(
    (message: string, exchange: ExchangeId) => {
      setCurrent(message)
      select(exchange)
    },
    [select],
  )
  const onKeyDown = useMessageKeys(arrows, (arrow) => {
    choose(arrow.message.key, arrow.message.record.id)
    scrollTo(scroller.current, arrow)
  })
  const entrance = arrows.some(({ message }) => message.key === current) ? current : arrows.at(-1)?.message.key
  return { current, entrance, choose, onKeyDown }
}

const useKeptInSight = (scroller: Scroller, arrows: readonly Arrow[], playing: string | undefined): void => {
  const played = playing === undefined ? undefined : arrows.find(({ message }) => message.key === playing)
  useLayoutEffect(() => {
    if (played !== undefined) scrollTo(scroller.current, played)
    // oxlint-disable-next-line react/exhaustive-deps -- once a message; the layout is a new one at each drawing
  }, [playing])
}

const useCentred = (scroller: Scroller, arrows: readonly Arrow[], centred: string | undefined): void => {
  const arrow = centred === undefined ? undefined : arrows.find(({ message }) => message.key === centred)
  const key = arrow?.message.key
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || arrow === undefined) return
    const { top, bottom, x1, x2 } = arrow
    element.scrollTo({
      top: (top + bottom + headsHeight - element.clientHeight) / 2,
      left: (x1 + x2 - element.clientWidth) / 2,
    })
    // oxlint-disable-next-line react/exhaustive-deps -- once a place; who scrolls on from there is left alone
  }, [key, arrow?.y])
}

const pace = (hopTime: number): CSSProperties & Readonly<Record<'--hop-time', string>> => ({
  '--hop-time': `${hopTime}ms`,
})

// Scrolls no further than it takes to see an arrow whole, clear of the heads.
const scrollTo = (element: HTMLElement | null, { top, bottom }: Pick<Arrow, 'top' | 'bottom'>): void => {
  if (element === null) return
  if (top < element.scrollTop) element.scrollTo({ top })
  const lowest = bottom + headsHeight - element.clientHeight + 16
  if (lowest > element.scrollTop) element.scrollTo({ top: lowest })
}
