import { ArrowDown } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, type CSSProperties } from 'react'
import { Button } from 'react-aria-components'
import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useFollowed } from '../../client/follow.ts'
import { useSelection } from '../../client/selection.ts'
import { timelineTexts } from './timeline-texts.ts'
import { BandRow } from './band-row.tsx'
import { columnWidths } from './column-widths.ts'
import { ExchangeRow } from './exchange-row.tsx'
import { filterRows } from './filter-rows.ts'
import type { ShownRows } from './frozen.ts'
import { useBands } from './use-bands.ts'
import { useFocusedRow } from './use-focused-row.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRows } from './use-rows.ts'

const columns = ['number', 'who', 'server', 'request', 'status', 'summary', 'duration'] as const

interface ExchangeTableProps {
  readonly shown: Omit<ShownRows, 'lines'>
  readonly filter: string
}

/** The exchanges, newest last, children under their parent. Follows the end until the user scrolls up. */
export const ExchangeTable = ({ shown, filter }: ExchangeTableProps) => {
  const { exchanges: view, blocked, milestones } = shown
  const wanted = useDeferredValue(filter)
  const rows = useMemo(() => filterRows({ exchanges: view, blocked }, wanted), [view, blocked, wanted])
  const bands = useBands({ exchanges: view, milestones, rows })
  const { exchange: selected, select } = useSelection()
  const family = useMemo(() => familyOf(view, selected), [view, selected])
  const followed = useFollowed()
  const scroller = useRef<HTMLDivElement>(null)
  // Without a selection the newest row is where the keyboard comes in.
  const entrance = selected !== undefined && view.byId.has(selected) ? selected : rows.at(-1)
  const { focused, onFocus, onBlur } = useFocusedRow()
  const { pieces, height, whole, room, isAtEnd, toEnd, toRow } = useRows(scroller, {
    rows,
    bands,
    kept: [entrance, focused],
  })
  const onKeyDown = useRowKeys({ rows, selected, select, toRow })

  return (
    <div className="exchanges">
      <div className="exchanges-scroller" data-is-empty={rows.length === 0} ref={scroller}>
        <table
          className="exchanges-table"
          aria-label={timelineTexts.exchanges}
          aria-rowcount={rows.length + 1}
          style={{ ...rowHeight(height), ...columnWidths(view) }}
        >
          <TableHead />
          {/* As high as all rows, whichever are drawn: while React puts others in their place, nothing may look shorter, and scroll back. */}
          <tbody style={{ height: whole }} onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur}>
            {pieces.map((piece) => {
              if (piece.kind === 'gap') return <tr key={piece.key} aria-hidden style={{ height: piece.height }} />
              if (piece.kind === 'band')
                return <BandRow key={`band ${piece.milestone.id}`} milestone={piece.milestone} />
              const record = view.byId.get(piece.id)
              return record === undefined ? null : (
                <ExchangeRow
                  key={piece.id}
                  record={record}
                  blocked={blocked.byExchange.get(piece.id)}
                  index={piece.index}
                  isSelected={piece.id === selected}
                  isRelated={family.has(piece.id)}
                  isOfStandIn={(record.standIn ?? parentOf(record, view)?.standIn) !== undefined}
                  isFollowed={followed.isExchange(piece.id)}
                  followedId={followed.life?.id}
                  isEntrance={piece.id === entrance}
                  room={room}
                  onSelect={select}
                />
              )
            })}
          </tbody>
        </table>
        {rows.length === 0 ? <Nothing isFiltered={view.rows.length > 0} /> : null}
      </div>
      {isAtEnd ? null : <JumpToEnd onPress={toEnd} />}
    </div>
  )
}

const JumpToEnd = ({ onPress }: { readonly onPress: () => void }) => (
  <Button className="button exchanges-jump" onPress={onPress}>
    <ArrowDown aria-hidden size="1em" /> {timelineTexts.jump}
  </Button>
)

const TableHead = () => (
  <thead>
    <tr aria-rowindex={1}>
      {columns.map((column) => (
        <th key={column} scope="col" className={`exchanges-${column}`}>
          {timelineTexts.columns[column]}
        </th>
      ))}
    </tr>
  </thead>
)

const rowHeight = (pixels: number): CSSProperties & Readonly<Record<'--row-height', string>> => ({
  '--row-height': `${pixels}px`,
})

const Nothing = ({ isFiltered }: { readonly isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState>{timelineTexts.noMatch}</EmptyState>
  ) : (
    <EmptyState more={timelineTexts.emptyMore}>{timelineTexts.empty}</EmptyState>
  )

const parentOf = ({ parent }: ExchangeRecord, { byId }: ExchangesView): ExchangeRecord | undefined =>
  parent === undefined ? undefined : byId.get(parent)

const familyOf = (view: ExchangesView, selected: ExchangeId | undefined): ReadonlySet<ExchangeId> => {
  const record = selected === undefined ? undefined : view.byId.get(selected)
  if (record === undefined) return new Set()
  const root = rootOf(record, view)
  return new Set([root.id, ...root.children])
}
