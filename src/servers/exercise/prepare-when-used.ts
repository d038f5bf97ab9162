import type { SettingsFile } from '../settings/settings-file.ts'
import type { StudentExercise } from './student-exercise.ts'

/** Has the student's class ready whenever the settings say that the counter uses it; returns what ends that. */
export const prepareWhenUsed = (exercise: StudentExercise, settings: SettingsFile): (() => void) => {
  const look = (): void => {
    const { USE_SESSION_STORE, USE_EXERCISE } = settings.current()
    if (USE_SESSION_STORE && USE_EXERCISE) exercise.prepare()
  }
  look()
  return settings.follow(look)
}
