import { useState } from 'react'
import { blockedCookiesFold } from '../../../shared/folds/blocked-cookies.ts'
import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { milestonesFold } from '../../../shared/folds/milestones.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { useCall } from '../../client/use-call.ts'
import { exportHar } from '../har/har-files.ts'
import { useImported } from '../har/use-imported.ts'
import { useSelection } from '../../client/selection.ts'
import { useServices } from '../../client/use-services.ts'
import { useView } from '../../client/use-view.ts'
import { filterRows } from './filter-rows.ts'
import { freeze, type ShownRows } from './frozen.ts'
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
  const services = useServices()
  const { store } = services
  const { select } = useSelection()
  const [frozen, setFrozen] = useState<ShownRows>()
  const [filter, setFilter] = useState('')
  // Looked up when it is asked for: what stands above the table is not to be drawn anew with every exchange.
  const shown = (): ShownRows =>
    frozen ?? {
      exchanges: store.viewOf(exchangesFold),
      blocked: store.viewOf(blockedCookiesFold),
      lines: store.viewOf(setCookieLinesFold).lines,
      milestones: store.viewOf(milestonesFold).milestones,
    }
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
          setFrozen(isPaused ? freeze(shown()) : undefined)
        }}
        onExport={() => {
          const all = shown()
          exportHar(services, filterRows(all, filter), all.exchanges)
        }}
        onClear={clear}
      />
      <GrowingTimeline frozen={frozen} filter={filter} />
    </>
  )
}

const GrowingTimeline = ({ frozen, filter }: { readonly frozen: ShownRows | undefined; readonly filter: string }) => {
  const live = {
    exchanges: useView(exchangesFold),
    blocked: useView(blockedCookiesFold),
    lines: useView(setCookieLinesFold).lines,
    milestones: useView(milestonesFold).milestones,
  }
  return <TimelineView shown={frozen ?? live} filter={filter} />
}
