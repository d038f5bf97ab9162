import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { stepsFold } from '../../../shared/folds/steps.ts'
import type { TabFeature } from '../../client/feature.ts'
import { exchangeDetailFolds } from '../exchange-detail/exchange-detail-folds.ts'
import { sequenceCommands } from './sequence-commands.ts'
import { StepStatus, StepTag } from './step-tag.tsx'

/** Who said what to whom, and in which order. */
export const sequenceFeature: TabFeature<'sequence'> = {
  id: 'sequence',
  title: 'Sequence',
  order: 20,
  load: async () => (await import('./sequence-panel.tsx')).SequencePanel,
  folds: [exchangesFold, setCookieLinesFold, stepsFold, ...exchangeDetailFolds],
  commands: sequenceCommands,
  Badge: StepTag,
  Announcement: StepStatus,
}
