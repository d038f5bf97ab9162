import { useMemo, useState, type ComponentProps, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Group, Panel } from 'react-resizable-panels'
import { exchangesFold, type ExchangesView } from '../../../shared/folds/exchanges.ts'
import { setCookieLinesFold, type SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { stepsFold } from '../../../shared/folds/steps.ts'
import { messagesOf } from '../../../shared/exchange/messages.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { useImported } from '../har/use-imported.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useLayout } from '../../client/use-layout.ts'
import { useSelection } from '../../client/selection.ts'
import { useView } from '../../client/use-view.ts'
import { sequenceTexts } from './sequence-texts.ts'
import { ExchangeDetail } from '../exchange-detail/exchange-detail.tsx'
import { ImportedNote, OwnSelection } from '../har/imported-note.tsx'
import { HeldNotes } from './held-notes.tsx'
import { lifelinesOf, takingPart, visibleMessages } from './lifelines.ts'
import { ParticipantChips } from './participant-chips.tsx'
import { PlaybackTools } from './playback-tools.tsx'
import { hopTimes, stageAt } from './playback.ts'
import { SequenceDiagram } from './sequence-diagram.tsx'
import { StepTools } from './step-tools.tsx'
import { usePlayback } from './use-playback.ts'
import { useStepKeys } from './use-step-keys.ts'
import { useTextScale } from './use-text-scale.ts'
import './sequence.css'

/** Exchanges that the diagram begins with, how many more it shows at a time, and at most. */
const exchangesAtOnce = 400
const exchangesAtMost = 4_000

/** Who said what to whom, and in which order; while it happens, held at each hop; or, while one is open, in a file. */
export const SequencePanel = () => {
  const imported = useImported()
  if (imported === undefined) return <LiveSequence />
  return (
    <OwnSelection key={imported.name} file={imported.name}>
      <ImportedNote imported={imported} />
      <SequenceView exchanges={imported.exchanges} lines={imported.lines} isImported />
    </OwnSelection>
  )
}

const LiveSequence = () => (
  <SequenceView exchanges={useView(exchangesFold)} lines={useView(setCookieLinesFold).lines} isImported={false} />
)

interface SequenceViewProps {
  readonly exchanges: ExchangesView
  readonly lines: readonly SetCookieLine[]
  /** Of a file, only those that take part have a lifeline, and nothing that is held has its place. */
  readonly isImported: boolean
}

const SequenceView = (props: SequenceViewProps) => {
  const { exchanges: view, isImported } = props
  const layout = useLayout('sequence')
  const scale = useTextScale()
  const steps = useView(stepsFold)
  const { exchange: selected } = useSelection()
  const sequence = useSequence(props)
  const { messages, shown, visible } = sequence
  const control = usePlayback(view)
  const { playback, played, speed } = control
  useStepKeys(steps.held)
  const record = selected === undefined ? undefined : view.byId.get(selected)
  const lastAsked = messages.findLast(({ phase, record: { parent } }) => phase === 'request' && parent === undefined)
  return (
    <>
      <div className="sequence-tools">
        <ParticipantChips lifelines={sequence.lifelines} hidden={sequence.hidden} onHidden={sequence.setHidden} />
        <span className="sequence-space" />
        <PlaybackTools control={control} exchange={record?.id ?? lastAsked?.record.id} />
        <StepTools steps={steps} />
      </div>
      <Group className="timeline" {...layout}>
        <Panel id="diagram" minSize="340px">
          <SequenceDiagram
            messages={shown}
            lifelines={visible}
            held={isImported ? [] : steps.held}
            scale={scale}
            hopTime={hopTimes[speed]}
            before={<Older {...sequence.older} />}
            playing={playback === undefined ? undefined : played[playback.place]?.key}
            stageOf={({ message: { key } }) =>
              playback === undefined ? 'plain' : stageAt(played, playback.place, key)
            }
            notes={({ notes }) =>
              notes.length > 0 ? (
                <HeldNotes notes={notes} />
              ) : (
                <Nothing isEmpty={shown.length === 0} isFiltered={messages.length > 0} />
              )
            }
          />
        </Panel>
        {record === undefined ? null : <Details record={record} view={view} first="thread" />}
      </Group>
    </>
  )
}

// The messages and lifelines of the newest exchanges, less what is hidden.
const useSequence = ({ exchanges: view, isImported }: SequenceViewProps) => {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [wanted, setWanted] = useState(exchangesAtOnce)
  const nodes = useNodes()
  const { messages, older } = useMemo(() => messagesOf(view, wanted), [view, wanted])
  const lifelines = useMemo(() => {
    const all = lifelinesOf(messages, nodes, sequenceTexts.others, sequenceTexts.otherHosts)
    return isImported ? takingPart(all, messages) : all
  }, [messages, nodes, isImported])
  const shown = useMemo(() => visibleMessages(messages, lifelines, hidden, view), [messages, lifelines, hidden, view])
  const visible = useMemo(() => lifelines.filter(({ id }) => !hidden.has(id)), [lifelines, hidden])
  const onShow = () => {
    setWanted(wanted + exchangesAtOnce)
  }
  const more: OlderProps = { count: older, canShow: wanted < exchangesAtMost, onShow }
  return { messages, lifelines, shown, visible, hidden, setHidden, older: more }
}

const Details = (props: ComponentProps<typeof ExchangeDetail>) => (
  <>
    <ResizeHandle name={sequenceTexts.resize} />
    <Panel id="detail" className="timeline-side" defaultSize="36%" minSize="260px">
      <ExchangeDetail {...props} />
    </Panel>
  </>
)

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

const Nothing = ({ isEmpty, isFiltered }: { readonly isEmpty: boolean; readonly isFiltered: boolean }): ReactNode => {
  if (!isEmpty) return null
  return (
    <div className="sequence-nothing">
      {isFiltered ? (
        <EmptyState>{sequenceTexts.noMatch}</EmptyState>
      ) : (
        <EmptyState more={sequenceTexts.emptyMore}>{sequenceTexts.empty}</EmptyState>
      )}
    </div>
  )
}
