import { expect, test } from 'vitest'
import { startRefusingProgram } from '../../../src/servers/exercise/refusing-program.ts'
import { StudentProcess } from '../../../src/servers/exercise/student-process.ts'

test('where no program can be started, every file is refused with the reason, and calls come to an end', async () => {
  const student = new StudentProcess(startRefusingProgram('no Node here'), 'export class KeyValueSessionStore {}')
  expect(await student.loaded).toMatchObject({ ok: false, failure: [{ message: 'no Node here' }] })
  const outcome = student.call({
    instance: 'a',
    url: 'http://localhost/',
    method: 'getKey',
    args: ['"k"'],
    signal: AbortSignal.timeout(10_000),
  })
  student.close()
  expect(await outcome).toEqual({ state: 'stopped', reason: 'closed' })
})
