import { expect, onTestFinished, test } from 'vitest'
import { startLab } from '../../../src/servers/lab/lab.ts'
import { createLifetime } from '../../../src/servers/lifetime.ts'
import { counterOf } from '../../support/counter-of.ts'
import { newLabOptions } from '../../support/lab-options.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What a lab is started with, on a data folder of its own until the test is over. */
const newOptions = async () => {
  const life = createLifetime()
  onTestFinished(() => life.close())
  const folder = await temporaryFolder()
  life.own(() => folder.remove())
  return newLabOptions(life, { data: folder.path, onDefect: () => undefined })
}

// What stays open fails the test: see test/support/track-lifetimes.ts.

test('a start that throws half way leaves nothing open', async () => {
  const options = await newOptions()
  const { exercise } = options.kept
  const broken = Object.create(exercise, {
    current: {
      value: () => {
        throw new Error('the exercise is gone')
      },
    },
  }) as typeof exercise
  await expect(startLab({ ...options, kept: { ...options.kept, exercise: broken } })).rejects.toThrow(
    'the exercise is gone',
  )
})

test('a start that finds its port taken leaves nothing open, and can be tried again with another', async () => {
  const options = await newOptions()
  const first = valueOf(await startLab(options))
  onTestFinished(() => first.close())
  const other = await newOptions()
  const refused = await startLab({
    ...other,
    network: { ...other.network, counterPort: counterOf(first).counter.port },
  })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'address-in-use' } })
  const second = valueOf(await startLab(other))
  await second.close()
})

test('a lab that is closed twice ends once', async () => {
  const lab = valueOf(await startLab(await newOptions()))
  await Promise.all([lab.close(), lab.close()])
})
