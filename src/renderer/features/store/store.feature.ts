import { entriesFold } from '../../../shared/folds/entries.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { TabFeature } from '../../client/feature.ts'
import { EntryCount } from './entry-count.tsx'
import { storeTexts } from './store-texts.ts'

/** What the key-value service holds. */
export const storeFeature: TabFeature<'store'> = {
  id: 'store',
  needs: 'store',
  title: storeTexts.title,
  order: 40,
  load: async () => (await import('./store-panel.tsx')).StorePanel,
  folds: [entriesFold, labFold],
  reveals: {
    entry: (key, { store }) => store.viewOf(entriesFold).byKey.has(key),
  },
  Badge: EntryCount,
}
