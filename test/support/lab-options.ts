import { systemClock } from '../../src/shared/base/clock.ts'
import { createHttpBrowsers } from '../../src/servers/browser/http-browsers.ts'
import type { StartProgram } from '../../src/servers/exercise/program.ts'
import { startRefusingProgram } from '../../src/servers/exercise/refusing-program.ts'
import { openExercise } from '../../src/servers/exercise/student-exercise.ts'
import { labFiles } from '../../src/servers/lab/lab-files.ts'
import type { LabOptions } from '../../src/servers/lab/lab-options.ts'
import { courses } from '../../src/shared/course/courses.ts'
import { openProgressFile } from '../../src/servers/lesson/keep/progress-file.ts'
import type { Lifetime } from '../../src/servers/lifetime.ts'
import { openSettingsFile } from '../../src/servers/settings/settings-file.ts'
import { valueOf } from './serve.ts'

interface Choice {
  readonly data: string
  readonly startProgram?: StartProgram
  readonly onDefect: (thrown: unknown) => void
  readonly onProgressProblem?: (problem: string) => void
}

/** What a lab with simulated browsers needs, in a data folder, on free ports and without a pause; the lifetime closes what is opened. */
export const newLabOptions = async (
  life: Lifetime,
  { data, startProgram = startRefusingProgram('no program'), onDefect, onProgressProblem = onDefect }: Choice,
): Promise<LabOptions> => {
  const files = labFiles(data)
  const settings = life.own(valueOf(await openSettingsFile({ path: files.settings })))
  const exercise = life.own(valueOf(await openExercise({ folder: files.exercise, clock: systemClock, startProgram })))
  const progress = life.own(await openProgressFile({ path: files.progress, onProblem: onProgressProblem }))
  return {
    facts: { version: '0.0.1', browsers: 'simulated', settingsFile: files.settings },
    course: courses[0],
    time: { clock: systemClock, pace: 0 },
    files,
    kept: { settings, exercise, progress },
    network: { host: '127.0.0.1', counterPort: 0, kvPort: 0 },
    devices: { createBrowser: createHttpBrowsers() },
    tell: { onDefect },
  }
}
