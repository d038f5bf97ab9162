import { exerciseFold } from '../../../shared/folds/exercise.ts'
import { useFeatureState } from '../../client/use-feature-state.ts'
import { useLive } from '../../client/use-live.ts'
import { useServices } from '../../client/use-services.ts'
import { useView } from '../../client/use-view.ts'
import { codeNow, type Code } from './code.ts'
import { codeState } from './code-state.ts'

/** {@link Code}, now and whenever it changes. */
export const useCode = (): Code => {
  useView(exerciseFold)
  useLive(useFeatureState(codeState))
  return codeNow(useServices())
}
