import { SearchBox } from '../../kit/search-box.tsx'
import { timelineTexts } from './timeline-texts.ts'

/** What narrows exchanges down, wherever they are listed. */
export const ExchangeFilterBox = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (filter: string) => void
}) => (
  <SearchBox
    name={timelineTexts.filter}
    placeholder={timelineTexts.filterPlaceholder}
    clearName={timelineTexts.clearFilter}
    value={value}
    onChange={onChange}
  />
)
