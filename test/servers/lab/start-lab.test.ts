import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { createHttpBrowsers } from '../../../src/servers/browser/http-browsers.ts'
import { openExercise } from '../../../src/servers/exercise/student-exercise.ts'
import { startRefusingProgram } from '../../../src/servers/exercise/refusing-program.ts'
import { startLab } from '../../../src/servers/lab/lab.ts'
import { openProgressFile } from '../../../src/servers/lesson/progress-file.ts'
import { createLifetime } from '../../../src/servers/lifetime.ts'
import { openSettingsFile } from '../../../src/servers/settings/settings-file.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What a lab is started with, on a data folder of its own until the test is over. */
const newOptions = async () => {
  const life = createLifetime()
  onTestFinished(() => life.close())
  const folder = await temporaryFolder()
  life.own(() => folder.remove())
  const at = (name: string): string => join(folder.path, name)
  const settings = life.own(valueOf(await openSettingsFile({ path: at('counter.cfg') })))
  const startProgram = startRefusingProgram('no program')
  const exercise = life.own(valueOf(await openExercise({ folder: at('exercise'), clock: systemClock, startProgram })))
  const progress = life.own(await openProgressFile({ path: at('progress.json'), onProblem: () => undefined }))
  return {
    clock: systemClock,
    settings,
    exercise,
    progress,
    host: '127.0.0.1',
    counterPort: 0,
    kvPort: 0,
    kvFolder: at('kv'),
    pictureFolder: at('pictures'),
    restorePath: at('restore.json'),
    pace: 0,
    facts: { version: '0.0.1', browsers: 'simulated', settingsFile: '' } as const,
    createBrowser: createHttpBrowsers(),
    onDefect: () => undefined,
  }
}

// What stays open fails the test: see test/support/track-lifetimes.ts.

test('a start that throws half way leaves nothing open', async () => {
  const options = await newOptions()
  const broken = Object.create(options.exercise, {
    current: {
      value: () => {
        throw new Error('the exercise is gone')
      },
    },
  }) as typeof options.exercise
  await expect(startLab({ ...options, exercise: broken })).rejects.toThrow('the exercise is gone')
})

test('a start that finds its port taken leaves nothing open, and can be tried again with another', async () => {
  const options = await newOptions()
  const first = valueOf(await startLab(options))
  onTestFinished(() => first.close())
  const other = await newOptions()
  const refused = await startLab({ ...other, counterPort: first.counter.port })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'address-in-use' } })
  const second = valueOf(await startLab(other))
  await second.close()
})

test('a lab that is closed twice ends once', async () => {
  const lab = valueOf(await startLab(await newOptions()))
  await Promise.all([lab.close(), lab.close()])
})
