import { useSyncExternalStore } from 'react'
import type { LessonId } from '../../../shared/course/lesson.ts'
import type { OpenExperiment, OpenExperimentSource } from './course-state.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useServices } from '../../client/use-services.ts'

/** The experiment that is open in the Lab, and how to open another one or none. */
export const useOpenExperiment = (): readonly [
  open: OpenExperiment | undefined,
  change: OpenExperimentSource['change'],
] => {
  const { openExperiment } = useServices()
  return [useSyncExternalStore(openExperiment.subscribe, openExperiment.current), openExperiment.change]
}

/** Opens an experiment from wherever: the Lab is shown, and the keyboard goes on there. */
export const useCallExperiment = (): ((id: LessonId) => void) => {
  const { openExperiment } = useServices()
  const [, change] = usePreferences()
  return (id) => {
    change({ isLabShown: true })
    openExperiment.change({ id, isCalled: true })
  }
}
