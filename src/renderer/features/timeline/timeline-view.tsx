import { useDeferredValue, useMemo } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { useLayout } from '../../client/use-layout.ts'
import { useSelection } from '../../client/selection.ts'
import { timelineTexts } from './timeline-texts.ts'
import { ExchangeDetail } from '../exchange-detail/exchange-detail.tsx'
import { ExchangeTable } from './exchange-table.tsx'
import { filterLines } from './filter-rows.ts'
import type { ShownRows } from './frozen.ts'
import { SetCookieList } from '../exchange-detail/set-cookie-list.tsx'
import './timeline.css'

interface TimelineViewProps {
  readonly shown: ShownRows
  readonly filter: string
}

/** The table of exchanges; beside it each Set-Cookie line, and all about the exchange that is looked at. */
export const TimelineView = ({ shown, filter }: TimelineViewProps) => {
  const { exchanges, lines, blocked } = shown
  const layout = useLayout('timeline')
  const { exchange: selected } = useSelection()
  const record = selected === undefined ? undefined : exchanges.byId.get(selected)
  const wanted = useDeferredValue(filter)
  const wantedLines = useMemo(
    () => filterLines({ exchanges, blocked }, lines, wanted),
    [exchanges, blocked, lines, wanted],
  )
  return (
    <Group className="timeline" {...layout}>
      <Panel id="exchanges" minSize="340px">
        <ExchangeTable shown={shown} filter={filter} />
      </Panel>
      <ResizeHandle name={timelineTexts.resize} />
      <Panel id="detail" className="timeline-side" defaultSize="40%" minSize="280px">
        <SetCookieList
          lines={wantedLines}
          exchanges={exchanges}
          isFiltered={wantedLines.length < lines.length}
          isAlone={record === undefined}
        />
        {record === undefined ? null : <ExchangeDetail record={record} view={exchanges} />}
      </Panel>
    </Group>
  )
}
