import { exerciseFold } from '../../../shared/folds/exercise.ts'
import type { FeatureState } from '../../client/services.ts'
import { createCodeStore, type CodeStore } from './code-store.ts'

/** The state of the Code tab in the panel. What is in the file is no draft any more, however it came there. */
export const codeState: FeatureState<CodeStore> = {
  create: ({ storage, store }) => {
    const code = createCodeStore(storage)
    const forgetSaved = (): void => {
      const { exercise } = store.viewOf(exerciseFold)
      if (exercise.file !== '' && code.current().draft?.text === exercise.source) code.forget()
    }
    store.subscribe(forgetSaved)
    code.subscribe(forgetSaved)
    return code
  },
}
