import { Group, Panel } from 'react-resizable-panels'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { useLayout } from '../../client/use-layout.ts'
import { useSelection } from '../../client/selection.ts'
import { timelineTexts } from './timeline-texts.ts'
import { ExchangeDetail } from '../exchange-detail/exchange-detail.tsx'
import { ExchangeTable } from './exchange-table.tsx'
import type { Frozen } from './frozen.ts'
import { SetCookieList } from '../exchange-detail/set-cookie-list.tsx'
import './timeline.css'

/** The table of exchanges; beside it each Set-Cookie line, and all about the exchange that is looked at. */
export const TimelineView = ({ exchanges, lines, filter }: Frozen & { readonly filter: string }) => {
  const layout = useLayout('timeline')
  const { exchange: selected } = useSelection()
  const record = selected === undefined ? undefined : exchanges.byId.get(selected)
  return (
    <Group className="timeline" {...layout}>
      <Panel id="exchanges" minSize="340px">
        <ExchangeTable view={exchanges} filter={filter} />
      </Panel>
      <ResizeHandle name={timelineTexts.resize} />
      <Panel id="detail" className="timeline-side" defaultSize="40%" minSize="280px">
        <SetCookieList lines={lines} isAlone={record === undefined} />
        {record === undefined ? null : <ExchangeDetail record={record} view={exchanges} lines={lines} />}
      </Panel>
    </Group>
  )
}
