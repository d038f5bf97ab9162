import { useSyncExternalStore } from 'react'
import type { OpenExperiment, OpenExperimentSource } from '../open-experiment.ts'
import { useServices } from './use-services.ts'

/** The experiment that is open in the Lab, and how to open another one or none. */
export const useOpenExperiment = (): readonly [open: OpenExperiment | undefined, change: OpenExperimentSource['change']] => {
  const { openExperiment } = useServices()
  return [useSyncExternalStore(openExperiment.subscribe, openExperiment.current), openExperiment.change]
}
