import { useState } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { ResizeHandle } from '../../components/resize-handle.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { useLayout } from '../../hooks/use-layout.ts'
import { useSelection } from '../../hooks/selection.ts'
import { useView } from '../../hooks/use-view.ts'
import { texts } from '../../texts.ts'
import { ExchangeDetail } from './exchange-detail.tsx'
import { ExchangeTable } from './exchange-table.tsx'
import { freeze, type Frozen } from './frozen.ts'
import { SetCookieList } from './set-cookie-list.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import './timeline.css'

/** Every exchange on both servers, each Set-Cookie line, and all about the exchange that is looked at. */
export const TimelinePanel = () => {
  const call = useCall()
  const layout = useLayout('timeline')
  const { exchange: selected, select } = useSelection()
  const live = { exchanges: useView(exchangesFold), lines: useView(setCookieLinesFold).lines }
  const [frozen, setFrozen] = useState<Frozen>()
  const [filter, setFilter] = useState('')
  const { exchanges, lines } = frozen ?? live
  const record = selected === undefined ? undefined : exchanges.byId.get(selected)
  const clear = () => {
    setFrozen(undefined)
    select(undefined)
    void call('log.clear', {})
  }
  return (
    <>
      <TimelineTools
        filter={filter}
        onFilter={setFilter}
        isPaused={frozen !== undefined}
        onPause={(isPaused) => {
          setFrozen(isPaused ? freeze(live) : undefined)
        }}
        onClear={clear}
      />
      <Group className="timeline" {...layout}>
        <Panel id="exchanges" minSize="340px">
          <ExchangeTable view={exchanges} filter={filter} />
        </Panel>
        <ResizeHandle name={texts.timeline.resize} />
        <Panel id="detail" className="timeline-side" defaultSize="420px" minSize="280px" groupResizeBehavior="preserve-pixel-size">
          <SetCookieList lines={lines} isAlone={record === undefined} />
          {record === undefined ? null : <ExchangeDetail record={record} view={exchanges} lines={lines} />}
        </Panel>
      </Group>
    </>
  )
}
