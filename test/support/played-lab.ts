import { startNodeProgram } from '../../src/servers/exercise/node-program.ts'
import type { Course } from '../../src/shared/course/course.ts'
import type { LabDevices } from '../../src/servers/lab/lab-options.ts'
import { startLab, type Lab } from '../../src/servers/lab/lab.ts'
import { createLifetime } from '../../src/servers/lifetime.ts'
import { counterOf } from './counter-of.ts'
import { builtExerciseProgram } from './exercise-program.ts'
import { newLabOptions } from './lab-options.ts'
import { valueOf } from './serve.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A whole lab with simulated browsers, in this process, on ports of its own. */
export interface PlayedLab extends Lab, ReturnType<typeof counterOf> {
  readonly data: string
  /** Runs a lesson to its end. */
  play(lesson: string): Promise<void>
}

interface PlayedOptions extends Pick<LabDevices, 'printReport'> {
  /** A new folder that goes with the lab, unless told. */
  readonly data?: string
  readonly host?: string
  readonly course?: Course
  /** Of what should never happen; the test fails of it unless told. */
  readonly onDefect?: (thrown: unknown) => void
}

const fail = (problem: unknown): never => {
  throw new Error(String(problem))
}

/** Starts a lab that does its runs without a pause. */
export const startPlayedLab = async ({
  data: given,
  host = '127.0.0.1',
  course,
  onDefect = fail,
  ...devices
}: PlayedOptions = {}): Promise<PlayedLab> => {
  const life = createLifetime()
  const folder = given === undefined ? await temporaryFolder() : undefined
  if (folder !== undefined) life.own(() => folder.remove())
  const data = given ?? folder?.path ?? ''
  const startProgram = startNodeProgram(await builtExerciseProgram())
  const options = await newLabOptions(life, { data, startProgram, onDefect, onProgressProblem: fail })
  const lab = valueOf(
    await startLab({
      ...options,
      course: course ?? options.course,
      network: { ...options.network, host },
      devices: { ...options.devices, ...devices },
    }),
  )
  life.own(lab)
  await lab.openBrowsers()
  return {
    ...lab,
    ...counterOf(lab),
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
    close: () => life.close(),
  }
}
