import { useState } from 'react'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useExportHar, useImported } from '../../hooks/use-har.ts'
import { useSelection } from '../../hooks/selection.ts'
import { useView } from '../../hooks/use-view.ts'
import { filterRows } from './filter-rows.ts'
import { freeze, type Frozen } from './frozen.ts'
import { ImportedTimeline } from './imported-timeline.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import { TimelineView } from './timeline-view.tsx'

/** Every exchange on both servers; or, while one is open, those of a file. */
export const TimelinePanel = () => {
  const imported = useImported()
  return imported === undefined ? <LiveTimeline /> : <ImportedTimeline key={imported.name} imported={imported} />
}

const LiveTimeline = () => {
  const call = useCall()
  const { select } = useSelection()
  const exportHar = useExportHar()
  const live = { exchanges: useView(exchangesFold), lines: useView(setCookieLinesFold).lines }
  const [frozen, setFrozen] = useState<Frozen>()
  const [filter, setFilter] = useState('')
  const shown = frozen ?? live
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
        onExport={() => {
          exportHar(filterRows(shown.exchanges, filter), shown.exchanges)
        }}
        onClear={clear}
      />
      <TimelineView {...shown} filter={filter} />
    </>
  )
}
