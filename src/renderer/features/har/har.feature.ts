import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { Feature } from '../../client/feature.ts'
import { harCommands } from './har-commands.ts'
import { imports } from './imports.ts'

/** HTTP Archives: the lab's exchanges as a file, and a file's in place of the lab's. */
export const harFeature: Feature = {
  id: 'har',
  folds: [exchangesFold, labFold],
  state: imports,
  commands: harCommands,
}
