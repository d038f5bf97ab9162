import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button } from 'react-aria-components'
import { cookiesTexts } from './cookies-texts.ts'
import type { CookieOrder, SortColumn } from './sort-cookies.ts'

interface CookieHeadsProps {
  readonly order: CookieOrder | undefined
  readonly onSort: (column: SortColumn) => void
}

/** The heads of the columns; a press sorts by one. */
export const CookieHeads = ({ order, onSort }: CookieHeadsProps) => {
  const head = (column: SortColumn) => <SortHead key={column} column={column} order={order} onSort={onSort} />
  return (
    <thead>
      <tr>
        {(['name', 'value', 'domain', 'path'] as const).map(head)}
        <th scope="col">{cookiesTexts.attributes}</th>
        {head('expires')}
        <th scope="col">
          <span className="visually-hidden">{cookiesTexts.actions}</span>
        </th>
      </tr>
    </thead>
  )
}

const SortHead = ({ column, order, onSort }: CookieHeadsProps & { readonly column: SortColumn }) => {
  const isSorted = order?.column === column
  const isDescending = isSorted && order.isDescending
  const Arrow = isDescending ? ArrowDown : ArrowUp
  return (
    <th scope="col" aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}>
      <Button
        className="facts-sort"
        onPress={() => {
          onSort(column)
        }}
      >
        {cookiesTexts.columns[column]}
        {isSorted ? <Arrow aria-hidden size="1em" strokeWidth={1.75} /> : null}
      </Button>
    </th>
  )
}
