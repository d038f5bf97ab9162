import { useMemo, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Group, Panel } from 'react-resizable-panels'
import { exchangesFold, type ExchangeRecord, type ExchangesView } from '../../../shared/folds/exchanges.ts'
import { stepsFold } from '../../../shared/folds/steps.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import { noSteps, type HeldHop } from '../../../shared/stream/steps.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { useFollowed } from '../../client/follow.ts'
import { useLayout } from '../../client/use-layout.ts'
import { useSelection } from '../../client/selection.ts'
import { useView } from '../../client/use-view.ts'
import { ExchangeDetail } from '../exchange-detail/exchange-detail.tsx'
import { ImportedNote, OwnSelection } from '../har/imported-note.tsx'
import { useImported } from '../har/use-imported.ts'
import { HeldCard } from './held-card.tsx'
import type { HeldDraft } from './held-draft.ts'
import { LeftOutNote } from './left-out-note.tsx'
import { PlaybackTools } from './playback-tools.tsx'
import { hopTimes, stageAt } from './playback.ts'
import { ScopeChoice } from './scope-choice.tsx'
import { SequenceDiagram } from './sequence-diagram.tsx'
import type { Arrow } from './sequence-layout.ts'
import { sequenceTexts } from './sequence-texts.ts'
import { StepTools } from './step-tools.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { usePlayback } from './use-playback.ts'
import { useSequence } from './use-sequence.ts'
import { useStepKeys } from './use-step-keys.ts'
import { useTextScale } from './use-text-scale.ts'
import './sequence.css'
import './held-card.css'

/** Who said what to whom, and in which order; while it happens, held at each hop; or, while one is open, in a file. */
export const SequencePanel = () => {
  const imported = useImported()
  if (imported === undefined) return <LiveSequence />
  return (
    <OwnSelection key={imported.name} file={imported.name}>
      <ImportedNote imported={imported} />
      <SequenceView exchanges={imported.exchanges} isImported />
    </OwnSelection>
  )
}

const LiveSequence = () => <SequenceView exchanges={useView(exchangesFold)} isImported={false} />

interface SequenceViewProps {
  readonly exchanges: ExchangesView
  /** Of a file, only those that take part have a lifeline, and nothing that is held has its place. */
  readonly isImported: boolean
}

const SequenceView = ({ exchanges: view, isImported }: SequenceViewProps) => {
  const scale = useTextScale()
  const steps = useView(stepsFold)
  const held = isImported ? noSteps.held : steps.held
  const { exchange: selected } = useSelection()
  const record = selected === undefined ? undefined : view.byId.get(selected)
  const sequence = useSequence({ view, held, record, isImported })
  const { shown, places } = sequence
  const control = usePlayback(view)
  const { playback, played, speed } = control
  const marks = useMarks(view)
  useStepKeys(steps.held)
  const looked = held.find(({ exchange }) => exchange === selected) ?? held[0]
  const lookedKey = looked === undefined ? undefined : `${looked.exchange} ${looked.phase}`
  const lastAsked = shown.findLast(({ phase, record: { parent } }) => phase === 'request' && parent === undefined)
  const side = useSide({ view, record, held, looked })
  const place = lookedKey === undefined ? undefined : places.get(lookedKey)
  return (
    <>
      <div className="sequence-tools-room">
        <div className="sequence-tools">
          <StepTools
            steps={steps}
            place={looked === undefined || place === undefined ? undefined : placeText(place, looked.exchange, view)}
          />
          <PlaybackTools control={control} exchange={record?.id ?? lastAsked?.record.id} />
          <span className="sequence-space" />
          <ScopeChoice scope={sequence.scope} hasSelection={record !== undefined} onScope={sequence.setScope} />
        </div>
      </div>
      <Split side={side}>
        <SequenceDiagram
          messages={shown}
          lifelines={sequence.lifelines}
          held={places}
          scale={scale}
          hopTime={hopTimes[speed]}
          before={sequence.older && <Older {...sequence.older} />}
          playing={playback === undefined ? undefined : played[playback.place]?.key}
          centred={lookedKey ?? (record === undefined ? undefined : `${record.id} request`)}
          stageOf={({ message: { key } }) => (playback === undefined ? 'plain' : stageAt(played, playback.place, key))}
          {...marks}
          nothing={<Nothing />}
        />
        <LeftOutNote {...sequence.foot} />
      </Split>
    </>
  )
}

interface SideInput {
  readonly view: ExchangesView
  readonly record: ExchangeRecord | undefined
  readonly held: readonly HeldHop[]
  /** The one of them that is looked at. */
  readonly looked: HeldHop | undefined
}

// What is held, or else all about the exchange that is selected.
const useSide = ({ view, record, held, looked }: SideInput): ReactNode => {
  // Here, not in the card: that is another one when the window becomes narrow.
  const [kept, setKept] = useState<{ readonly of: string; readonly draft: HeldDraft }>()
  if (looked === undefined) return record && <ExchangeDetail record={record} view={view} first="thread" />
  const of = `${looked.exchange} ${looked.phase}`
  return (
    <HeldCard
      key={of}
      hop={looked}
      others={held.filter((hop) => hop !== looked)}
      view={view}
      draft={kept?.of === of ? kept.draft : undefined}
      onDraft={(draft) => {
        setKept({ of, draft })
      }}
    />
  )
}

const placeText = (place: number, exchange: number, view: ExchangesView): string => {
  const record = view.byId.get(exchange)
  return sequenceTexts.steps.place(place, record === undefined ? exchange : rootOf(record, view).id)
}

// How long after its click a message was sent, and whether it is of the session that is followed.
const useMarks = (view: ExchangesView) => {
  const { key, isExchange } = useFollowed()
  return useMemo(
    () => ({
      offsetOf: ({ message: { record, phase }, heldAs }: Arrow): number | undefined => {
        const { outcome } = record
        const at = phase === 'request' || outcome.state === 'pending' ? record.requestedAt : outcome.at
        const isSent = phase === 'request' || heldAs === undefined
        return isSent ? at - rootOf(record, view).requestedAt : undefined
      },
      isFollowed: ({ message: { record } }: Arrow): boolean =>
        key !== undefined && (isExchange(record.id) || isExchange(rootOf(record, view).id)),
    }),
    [view, key, isExchange],
  )
}

interface SplitProps {
  readonly children: ReactNode
  readonly side: ReactNode
}

// The drawing, and beside it, or below it where there is little room, what is looked at.
const Split = ({ children, side }: SplitProps) => {
  const room = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(room)
  const layout = useLayout('sequence')
  return (
    <div className="sequence-room" ref={room} data-is-narrow={isNarrow}>
      {isNarrow ? (
        <div className="sequence-column">
          <div className="sequence-main" data-has-side={side !== undefined}>
            {children}
          </div>
          {side}
        </div>
      ) : (
        <Group className="timeline" {...layout}>
          <Panel id="diagram" className="sequence-main" minSize="340px">
            {children}
          </Panel>
          {side === undefined ? null : (
            <>
              <ResizeHandle name={sequenceTexts.resize} />
              <Panel id="detail" className="timeline-side" defaultSize="38%" minSize="260px">
                {side}
              </Panel>
            </>
          )}
        </Group>
      )}
    </div>
  )
}

interface OlderProps {
  readonly count: number
  readonly canShow: boolean
  readonly onShow: () => void
}

const Older = ({ count, canShow, onShow }: OlderProps): ReactNode => {
  if (count === 0) return null
  if (!canShow) return <p className="side-note">{sequenceTexts.tooOld(count)}</p>
  return (
    <Button className="button sequence-older" onPress={onShow}>
      {sequenceTexts.older(count)}
    </Button>
  )
}

const Nothing = () => (
  <div className="sequence-nothing">
    <EmptyState more={sequenceTexts.emptyMore}>{sequenceTexts.empty}</EmptyState>
  </div>
)
