import { useMemo, useState } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { messagesOf } from '../../../shared/messages.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ResizeHandle } from '../../components/resize-handle.tsx'
import { useLayout } from '../../hooks/use-layout.ts'
import { useSelection } from '../../hooks/selection.ts'
import { useView } from '../../hooks/use-view.ts'
import { texts } from '../../texts.ts'
import { ExchangeDetail } from '../timeline/exchange-detail.tsx'
import { lifelinesOf, visibleMessages } from './lifelines.ts'
import { ParticipantChips } from './participant-chips.tsx'
import { SequenceDiagram } from './sequence-diagram.tsx'
import { useTextScale } from './use-text-scale.ts'
import './sequence.css'

/** Exchanges that the diagram begins with. */
const exchangesAtFirst = 400

/** Who said what to whom, and in which order. */
export const SequencePanel = () => {
  const layout = useLayout('sequence')
  const scale = useTextScale()
  const view = useView(exchangesFold)
  const { lines } = useView(setCookieLinesFold)
  const { exchange: selected } = useSelection()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const { messages, older } = useMemo(() => messagesOf(view, exchangesAtFirst), [view])
  const lifelines = useMemo(() => lifelinesOf(messages, texts.sequence.others), [messages])
  const shown = useMemo(() => visibleMessages(messages, lifelines, hidden, view), [messages, lifelines, hidden, view])
  const record = selected === undefined ? undefined : view.byId.get(selected)
  return (
    <>
      <div className="sequence-tools">
        <ParticipantChips lifelines={lifelines} hidden={hidden} onHidden={setHidden} />
      </div>
      <Group className="timeline" {...layout}>
        <Panel id="diagram" minSize="340px">
          <SequenceDiagram
            messages={shown}
            lifelines={lifelines.filter(({ id }) => !hidden.has(id))}
            held={[]}
            scale={scale}
            before={older === 0 ? null : <p className="side-note">{texts.sequence.tooOld(older)}</p>}
            playing={undefined}
            stageOf={() => 'plain'}
            notes={() => (shown.length > 0 ? null : <Nothing isFiltered={messages.length > 0} />)}
          />
        </Panel>
        {record === undefined ? null : (
          <>
            <ResizeHandle name={texts.sequence.resize} />
            <Panel id="detail" className="timeline-side" defaultSize="420px" minSize="280px" groupResizeBehavior="preserve-pixel-size">
              <ExchangeDetail record={record} view={view} lines={lines} />
            </Panel>
          </>
        )}
      </Group>
    </>
  )
}

const Nothing = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <div className="sequence-nothing">
    {isFiltered ? <EmptyState>{texts.sequence.noMatch}</EmptyState> : <EmptyState more={texts.sequence.emptyMore}>{texts.sequence.empty}</EmptyState>}
  </div>
)
