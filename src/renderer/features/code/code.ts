import { exerciseFold } from '../../../shared/folds/exercise.ts'
import type { Exercise, ExerciseReport } from '../../../shared/stream/exercise.ts'
import { callWith } from '../../client/call.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { codeState } from './code-state.ts'

/** The student's code as it stands in the editor, and what can be done with it. */
export interface Code {
  readonly exercise: Exercise
  readonly report: ExerciseReport | null
  readonly text: string
  /** `conflicted`: not saved, and the file is no longer what it was begun from. */
  readonly state: 'saved' | 'unsaved' | 'conflicted'
  readonly isChecking: boolean
  readonly edit: (text: string) => void
  /** Resolves with whether it is in the file now. */
  readonly save: () => Promise<boolean>
  /** Saves first. */
  readonly check: () => Promise<void>
  readonly reset: () => Promise<void>
  /** Gives up the draft for what is in the file. */
  readonly takeTheirs: () => void
  /** Writes the draft over what is in the file, of which a copy is kept. */
  readonly keepMine: () => Promise<void>
}

/** {@link Code} at this moment. */
export const codeNow = (services: Services): Code => {
  const code = stateOf(services, codeState)
  const call = callWith(services)
  const { exercise, report } = services.store.viewOf(exerciseFold)
  const { draft: kept, isChecking } = code.current()
  const draft = kept !== undefined && kept.text !== exercise.source ? kept : undefined
  const state = draft === undefined ? 'saved' : draft.base === exercise.digest ? 'unsaved' : 'conflicted'
  const save = async (): Promise<boolean> => {
    if (draft === undefined) return true
    return (await call('exercise.write', { source: draft.text, base: draft.base })).ok
  }
  return {
    exercise,
    report,
    text: draft?.text ?? exercise.source,
    state,
    isChecking,
    edit: (text) => {
      if (exercise.file !== '') code.keep({ text, base: draft?.base ?? exercise.digest })
    },
    save,
    check: () =>
      code.during(async () => {
        if (await save()) await call('exercise.check', {})
      }),
    reset: async () => {
      if (!(await save())) return
      await call('exercise.reset', {})
    },
    takeTheirs: code.forget,
    keepMine: async () => {
      if (draft !== undefined) await call('exercise.write', { source: draft.text })
    },
  }
}
