import { entriesFold } from '../../../shared/folds/entries.ts'
import { holdersFold } from '../../../shared/folds/holders.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { lessonsFold } from '../../../shared/folds/lessons.ts'
import { stageFold } from '../../../shared/folds/stage.ts'
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
  folds: [entriesFold, holdersFold, labFold, lessonsFold, stageFold],
  reveals: {
    entry: (key, { store }) => store.viewOf(entriesFold).byKey.has(key),
  },
  Badge: EntryCount,
}
