import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import { storyFactsFold } from '../../../shared/story/story-facts.ts'
import type { StorySource } from '../../../shared/story/story-source.ts'
import { useSelection } from '../../client/selection.ts'
import { useView } from '../../client/use-view.ts'
import { useImported } from '../har/use-imported.ts'

/** What the stories of the exchanges that are looked at are told from: the lab's stream, or the file that is open. */
export const useStorySource = ({ byId }: Pick<ExchangesView, 'byId'>): StorySource => {
  const facts = useView(storyFactsFold)
  const imported = useImported()
  const { file } = useSelection()
  if (file !== undefined && imported !== undefined) return { byId, facts: imported.facts, from: 'file' }
  return { byId, facts, from: 'lab' }
}
