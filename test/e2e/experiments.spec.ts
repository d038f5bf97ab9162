import { expect, test, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import type {} from '../../src/renderer/window-lab.d.ts'
import { experiments } from '../../src/shared/lesson/experiments.ts'
import type { LessonId } from '../../src/shared/lesson/lesson.ts'
import { inSeededOrder, newSeed } from '../support/seeded-order.ts'
import { launchDesktop, type Desktop } from './support/desktop.ts'

const settings = '# my own settings\nUSE_SESSION_STORE = True   # on\n\nSESSION_COOKIE_SAMESITE = "Lax"\nSECRET_KEY = None\n'

/** What an experiment may leave behind: nothing of it. */
const stateOf = async ({ app, panel, settingsFile }: Desktop) => ({
  settings: await readFile(settingsFile, 'utf8'),
  jars: await app.evaluate(async ({ session }) =>
    Promise.all(['browser-a', 'browser-b'].map((name) => session.fromPartition(name).cookies.get({}))),
  ),
  store: await panel.evaluate(() => window.lab?.call('entries.dump', { prefix: '' })),
})

/** Runs an experiment to its end; resolves with how it ended, and what it came to. */
const run = (panel: Page, lesson: LessonId) =>
  panel.evaluate(
    (id) =>
      new Promise<string>((resolve) => {
        let isFresh = false
        let verdict = 'none'
        const stop = window.lab?.observe(0, (batch) => {
          for (const one of batch) {
            if (one.kind === 'run.began') verdict = 'none'
            if (one.kind === 'lesson.judged' && one.lesson === id) verdict = one.judged.verdict.state
            if (one.kind === 'run.ended' && one.lesson === id && isFresh) {
              stop?.()
              resolve(`${one.outcome} ${verdict}${one.problem === undefined ? '' : `: ${one.problem}`}`)
            }
          }
          if (isFresh) return
          isFresh = true
          void window.lab?.call('lesson.run', { lesson: id }).then((begun) => {
            if (!begun.ok) resolve(begun.failure.message)
          })
        })
      }),
    lesson,
  )

test('every experiment comes out in the desktop window, twice and in any order, and leaves everything as it was', async () => {
  test.setTimeout(180_000)
  const seed = newSeed()
  console.log(`Order of the experiments: SESSIONSCOPE_SEED=${seed}`)
  const desktop = await launchDesktop({ settings, environment: { SESSIONSCOPE_PACE: '0' } })
  const { panel, view } = desktop
  await expect((await view('Browser A')).getByRole('heading')).toHaveText('Count: 1')
  await expect((await view('Browser B')).getByRole('heading')).toHaveText('Count: 1')
  const before = await stateOf(desktop)
  for (const round of [1, 2]) {
    for (const { id } of inSeededOrder(experiments, seed + round)) {
      await test.step(`round ${round}: ${id}`, async () => {
        expect.soft(await run(panel, id), id).toBe('done passed')
        expect.soft(await stateOf(desktop), `${id} leaves everything as it was`).toEqual(before)
      })
    }
  }
  await expect((await view('Browser A')).getByRole('heading')).toHaveText('Count: 1')
  await (await view('Browser A')).reload()
  await expect((await view('Browser A')).getByRole('heading')).toHaveText('Count: 2')
  await desktop.close()
})
