import { writeFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openExercise } from '../../../src/servers/exercise/student-exercise.ts'
import { workedSolution } from '../../../src/servers/exercise/exercise-texts.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { isExerciseSolved, type Exercise } from '../../../src/shared/stream/exercise.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { serveKeyValue } from '../../support/lab-servers.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const startProgram = exerciseProgram()
const call = () => ({ signal: AbortSignal.timeout(10_000) })

const open = async () => {
  const temporary = await temporaryFolder()
  const exercise = valueOf(await openExercise({ folder: temporary.path, clock: systemClock, startProgram }))
  onTestFinished(async () => {
    await exercise.close()
    await temporary.remove()
  })
  /** Resolves when the exercise is as wanted. */
  const until = (isWanted: (now: Exercise) => boolean): Promise<Exercise> =>
    new Promise((resolve) => {
      const look = (now: Exercise): void => {
        if (!isWanted(now)) return
        stop()
        resolve(now)
      }
      const stop = exercise.follow(look)
      look(exercise.current())
    })
  return { exercise, until }
}

describe("the student's exercise", () => {
  it('runs what was saved last, by whatever editor, and says what is wrong with it', async () => {
    const { exercise, until } = await open()
    const { url } = await serveKeyValue()
    const store = exercise.storeAt(() => url)
    expect(await store.getKey('k', call())).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('getKey is not implemented') as unknown },
    })
    await writeFile(exercise.current().file, workedSolution.replace('axios.post(', 'axios.post(('))
    const { problems } = await until((now) => now.problems.length > 0)
    expect(problems).toEqual([
      { message: expect.stringContaining('Syntax error') as unknown, line: 9, column: expect.any(Number) as unknown },
    ])
    expect(await store.getKey('k', call())).toMatchObject({
      ok: false,
      failure: { kind: 'broken', message: expect.stringContaining('Line 9') as unknown },
    })
    valueOf(await exercise.write(workedSolution, exercise.current().digest))
    await until((now) => now.problems.length === 0)
    valueOf(await store.setKey('k', { count: 1 }, call()))
    expect(await store.getKey('k', call())).toEqual({ ok: true, value: { value: { count: 1 } } })
  })

  it('is shown solved, checked once for all who ask, and reset', async () => {
    const { exercise } = await open()
    valueOf(await exercise.demonstrate())
    const [one, other] = await Promise.all([exercise.check(), exercise.check()])
    expect(one).toBe(other)
    const report = valueOf(one)
    expect([report.digest, isExerciseSolved(report)]).toEqual([exercise.current().digest, true])
    await writeFile(exercise.current().file, '// saved elsewhere a moment ago')
    expect(valueOf(await exercise.check()).results[0]).toMatchObject({
      behaviour: 'loads',
      outcome: { state: 'failed' },
    })
    valueOf(await exercise.reset())
    expect(exercise.current()).toMatchObject({ isTemplate: true, problems: [] })
    expect(isExerciseSolved(valueOf(await exercise.check()))).toBe(false)
  })
})
