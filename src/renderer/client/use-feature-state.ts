import { stateOf, type FeatureState } from './services.ts'
import { useServices } from './use-services.ts'

/** The state of a feature. */
export const useFeatureState = <T>(state: FeatureState<T>): T => stateOf(useServices(), state)
