import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { pagesFold } from '../../../shared/folds/pages.ts'
import type { Feature } from '../../client/feature.ts'
import { browserCommands } from './browser-commands.ts'

/** The two browsers above the tabs. */
export const browserFeature: Feature = {
  id: 'browser',
  folds: [labFold, pagesFold, jarsFold],
  commands: browserCommands,
}
