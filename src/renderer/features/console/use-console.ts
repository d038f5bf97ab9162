import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { useFeatureState } from '../../client/use-feature-state.ts'
import { useLive } from '../../client/use-live.ts'
import { useServices } from '../../client/use-services.ts'
import { useView } from '../../client/use-view.ts'
import { compositionOf, type Composition } from './composition.ts'
import { consoleState, type ConsoleState, type ConsoleStore } from './console.ts'

/** The Console's state, and what changes it. */
export const useConsole = (): readonly [ConsoleState, ConsoleStore] => {
  const console = useFeatureState(consoleState)
  return [useLive(console), console]
}

/** The request that the draft stands for, with the cookies and servers of this moment. */
export const useComposition = (): Composition => {
  const services = useServices()
  const [state] = useConsole()
  return compositionOf({ state, jars: useView(jarsFold), lab: useView(labFold) }, services)
}
