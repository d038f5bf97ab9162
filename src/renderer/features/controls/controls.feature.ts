import { labFold } from '../../../shared/folds/lab.ts'
import type { Feature } from '../../client/feature.ts'
import { controlsCommands } from './controls-commands.ts'

/** How sessions are kept, and where the servers are: in the header. */
export const controlsFeature: Feature = {
  id: 'controls',
  folds: [labFold],
  commands: controlsCommands,
}
