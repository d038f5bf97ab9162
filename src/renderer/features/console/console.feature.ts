import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { TabFeature } from '../../client/feature.ts'
import { consoleState } from './console.ts'
import { consoleCommands } from './console-commands.ts'
import { fillConsole } from './fill-console.ts'

/** Composes requests, sends them, and shows what came back. */
export const consoleFeature: TabFeature<'console'> = {
  id: 'console',
  title: 'Console',
  order: 50,
  load: async () => (await import('./console-panel.tsx')).ConsolePanel,
  folds: [jarsFold, labFold],
  state: consoleState,
  commands: consoleCommands,
  reveals: { draft: fillConsole },
}
