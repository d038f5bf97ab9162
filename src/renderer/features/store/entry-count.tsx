import { entriesFold } from '../../../shared/folds/entries.ts'
import { useView } from '../../client/use-view.ts'

/** On the tab: how many entries there are. */
export const EntryCount = () => {
  const { keys, more } = useView(entriesFold)
  const count = keys.length + more
  if (count === 0) return null
  return (
    <span className="tag inspector-count" aria-hidden>
      {count}
    </span>
  )
}
