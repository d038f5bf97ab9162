import { exerciseFold } from '../../../shared/folds/exercise.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { TabFeature } from '../../client/feature.ts'
import { codeCommands } from './code-commands.ts'
import { codeState } from './code-state.ts'

/** The student's own KeyValueSessionStore. */
export const codeFeature: TabFeature<'code'> = {
  id: 'code',
  needs: 'modeSwitch',
  title: 'Code',
  order: 60,
  load: async () => (await import('./code-panel.tsx')).CodePanel,
  folds: [exerciseFold, labFold],
  state: codeState,
  commands: codeCommands,
}
