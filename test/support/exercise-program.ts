import { beforeAll } from 'vitest'
import { startNodeProgram } from '../../src/servers/exercise/node-program.ts'
import type { StartProgram } from '../../src/servers/exercise/program.ts'
import { nodeProgram } from './node-program.ts'

/** The path of the program that runs the student's code. */
export const builtExerciseProgram = (): Promise<string> => nodeProgram('src/servers/exercise/child/exercise-child.ts')

/** The program that runs the student's code, built for the tests of one file. */
export const exerciseProgram = (): StartProgram => {
  let path = ''
  beforeAll(async () => {
    path = await builtExerciseProgram()
  })
  return (listener) => startNodeProgram(path)(listener)
}
