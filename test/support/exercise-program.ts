import { afterAll, beforeAll } from 'vitest'
import { startNodeProgram } from '../../src/servers/exercise/node-program.ts'
import type { StartProgram } from '../../src/servers/exercise/program.ts'
import { buildNodeProgram } from './node-program.ts'

/** Builds the program that runs the student's code; whoever asked removes it. */
export const buildExerciseProgram = () => buildNodeProgram('src/servers/exercise/child/exercise-child.ts')

/** The program that runs the student's code, built for the tests of one file. */
export const exerciseProgram = (): StartProgram => {
  let program: Awaited<ReturnType<typeof buildNodeProgram>> | undefined
  beforeAll(async () => {
    program = await buildExerciseProgram()
  })
  afterAll(() => program?.remove())
  return (listener) => startNodeProgram(program?.path ?? '')(listener)
}
