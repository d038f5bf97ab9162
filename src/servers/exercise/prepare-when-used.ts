import type { SettingsFile } from '../settings/settings-file.ts'
import type { StudentExercise } from './student-exercise.ts'

/** Has the student's class ready whenever the settings say that the counter may use it; returns what ends that. */
export const prepareWhenUsed = (exercise: StudentExercise, settings: SettingsFile): (() => void) => {
  const look = (): void => {
    if (settings.current().USE_EXERCISE) void exercise.prepare()
  }
  look()
  return settings.follow(look)
}
