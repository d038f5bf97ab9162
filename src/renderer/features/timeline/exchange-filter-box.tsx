import { SearchBox } from '../../kit/search-box.tsx'
import { texts } from '../../texts/texts.ts'

/** What narrows exchanges down, wherever they are listed. */
export const ExchangeFilterBox = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (filter: string) => void
}) => (
  <SearchBox
    name={texts.timeline.filter}
    placeholder={texts.timeline.filterPlaceholder}
    clearName={texts.timeline.clearFilter}
    value={value}
    onChange={onChange}
  />
)
