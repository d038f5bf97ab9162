import { join } from 'node:path'
import { systemClock } from '../../src/shared/base/clock.ts'
import { startNodeProgram } from '../../src/servers/exercise/node-program.ts'
import { openExercise } from '../../src/servers/exercise/student-exercise.ts'
import { createHttpBrowsers } from '../../src/servers/browser/http-browsers.ts'
import { courses } from '../../src/shared/course/courses.ts'
import { startLab, type Lab, type LabOptions } from '../../src/servers/lab/lab.ts'
import { openProgressFile } from '../../src/servers/lesson/keep/progress-file.ts'
import { openSettingsFile } from '../../src/servers/settings/settings-file.ts'
import { builtExerciseProgram } from './exercise-program.ts'
import { valueOf } from './serve.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A whole lab with simulated browsers, in this process, on ports of its own. */
export interface PlayedLab extends Lab {
  readonly data: string
  /** Runs a lesson to its end. */
  play(lesson: string): Promise<void>
}

/** Starts a lab that does its runs without a pause; in `data` where that is given, else in a folder that goes with it. */
export const startPlayedLab = async (
  options: Partial<LabOptions> & { readonly data?: string } = {},
): Promise<PlayedLab> => {
  const folder = options.data === undefined ? await temporaryFolder() : undefined
  const data = options.data ?? folder?.path ?? ''
  const settings = valueOf(await openSettingsFile({ path: join(data, 'counter.cfg') }))
  const program = await builtExerciseProgram()
  const exercise = valueOf(
    await openExercise({
      folder: join(data, 'exercise'),
      clock: systemClock,
      startProgram: startNodeProgram(program),
    }),
  )
  const fail = (problem: unknown): never => {
    throw new Error(String(problem))
  }
  const lab = valueOf(
    await startLab({
      clock: systemClock,
      course: courses[0],
      settings,
      exercise,
      host: '127.0.0.1',
      counterPort: 0,
      kvPort: 0,
      kvFolder: join(data, 'kv'),
      pictureFolder: join(data, 'pictures'),
      progress: await openProgressFile({ path: join(data, 'progress.json'), onProblem: fail }),
      pace: 0,
      facts: { version: '0.0.1', browsers: 'simulated', settingsFile: '' },
      createBrowser: createHttpBrowsers(),
      restorePath: join(data, 'restore.json'),
      onDefect: fail,
      ...options,
    }),
  )
  await lab.openBrowsers()
  return {
    ...lab,
    data,
    play: async (lesson) => {
      const began = lab.log.newest()
      const ended = new Promise<void>((resolve) => {
        const unfollow = lab.log.onAppend(() => {
          if (lab.log.read(began, 10_000).some((one) => one.kind === 'run.ended' && one.lesson === lesson)) {
            unfollow()
            resolve()
          }
        })
      })
      valueOf(await lab.dispatch('lesson.run', { lesson }))
      await ended
      // What is told has not quite ended yet: this waits for that.
      valueOf(await lab.dispatch('run.stop', {}))
    },
    close: async () => {
      await lab.close()
      await exercise.close()
      await settings.close()
      await folder?.remove()
    },
  }
}
