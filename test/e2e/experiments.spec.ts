import { expect, type Page } from '@playwright/test'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabLink } from '../../src/shared/wire/lab-link.ts'
import type {} from '../../src/renderer/window-lab.d.ts'
import { experimentsOf } from '../../src/shared/course/course.ts'
import { courses } from '../../src/shared/course/courses.ts'
import type { LessonId } from '../../src/shared/stream/judged.ts'
import { inSeededOrder, newSeed } from '../support/seeded-order.ts'
import { violationsOf } from './support/axe.ts'
import { launchDesktop, type Desktop } from './support/desktop.ts'
import { startProgram, stopProgram, temporaryFolder } from './support/headless.ts'
import { test } from './support/kept.ts'
import { followPanel } from './support/panel-stream.ts'

const settings =
  '# my own settings\nUSE_SESSION_STORE = True   # on\n\nSESSION_COOKIE_SAMESITE = "Lax"\nSECRET_KEY = None\n'

/** What an experiment may leave behind: nothing of it. */
const stateOf = async ({ app, panel, settingsFile }: Desktop) => ({
  settings: await readFile(settingsFile, 'utf8'),
  jars: await app.evaluate(async ({ session }) =>
    Promise.all(['browser-a', 'browser-b'].map((name) => session.fromPartition(name).cookies.get({}))),
  ),
  store: await panel.evaluate(() => window.lab?.call('entries.dump', { prefix: '' })),
})

/** What is done, and with what: in the panel's own page. */
interface Order {
  readonly id: LessonId
  readonly isByStep: boolean
  /** Steps to do of a run by steps. */
  readonly steps: number
}

/** What the panel hears of a run: how it ended and what it came to, and the newest observation of all. */
interface Heard {
  readonly text: string
  readonly sequence: number
}

/** Runs an experiment to its end, or as far as its steps are ordered. */
const follow = (panel: Page, order: Order & { readonly after: number }) =>
  panel.evaluate(
    ({ id, isByStep, steps, after }) =>
      new Promise<Heard>((resolve) => {
        const began = Date.now()
        let verdict = 'none'
        const stop = window.lab?.observe(after, (batch) => {
          for (const one of batch) {
            if (one.at < began || !('lesson' in one) || one.lesson !== id) continue
            if (one.kind === 'lesson.judged') verdict = one.judged.verdict.state
            if (one.kind === 'run.awaits' && one.index < steps) void window.lab?.call('run.next', { isDone: false })
            if (one.kind === 'run.awaits' && one.index === steps) end(`waits ${verdict}`, one.sequence)
            if (one.kind === 'run.ended')
              end(`${one.outcome} ${verdict}${one.problem === undefined ? '' : `: ${one.problem}`}`, one.sequence)
          }
        })
        const end = (text: string, sequence: number): void => {
          stop?.()
          resolve({ text, sequence })
        }
        void window.lab?.call('lesson.run', { lesson: id, isByStep }).then((begun) => {
          if (!begun.ok) end(begun.failure.message, after)
        })
      }),
    order,
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
  let heard: Heard = { text: '', sequence: 0 }
  for (const round of [1, 2]) {
    for (const { id } of inSeededOrder(experimentsOf(courses[0]), seed + round)) {
      await test.step(`round ${round}: ${id}`, async () => {
        heard = await follow(panel, { id, isByStep: false, steps: 0, after: heard.sequence })
        expect.soft(heard.text, id).toBe('done passed')
        expect.soft(await stateOf(desktop), `${id} leaves everything as it was`).toEqual(before)
      })
    }
  }
  await test.step('from the panel: expected, run, compared', async () => {
    const experiment = panel.getByRole('listitem', { name: 'Experiment: Cookies ignore ports' })
    await experiment.getByRole('button', { name: 'Cookies ignore ports' }).click()
    await experiment.getByRole('button', { name: 'Reset experiment' }).click()
    await expect(experiment.getByRole('button', { name: 'Run experiment' })).toBeDisabled()
    await experiment.getByRole('radio', { name: 'None: another port is another origin' }).click()
    await experiment.getByRole('button', { name: 'Step by step' }).click()
    await expect(experiment.getByRole('status')).toContainText('Step 1 of 3')
    for (let index = 0; index < 3; index += 1) await experiment.getByRole('button', { name: 'Do this step' }).click()
    await expect(experiment).toHaveAttribute('data-verdict', 'passed')
    await expect(experiment).toContainText('It is otherwise: “The counter’s session cookie”.')
    expect(await violationsOf(panel, '.experiments')).toEqual([])
    await experiment.getByRole('button', { name: 'Finish' }).click()
    await expect(experiment.getByRole('button', { name: 'Run experiment' })).toBeEnabled()
    await experiment.getByRole('list', { name: 'Evidence' }).getByRole('button').first().click()
    await expect(panel.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true')
    expect(await stateOf(desktop)).toEqual(before)
  })
  await expect((await view('Browser A')).getByRole('heading')).toHaveText('Count: 1')
  await (await view('Browser A')).reload()
  await expect((await view('Browser A')).getByRole('heading')).toHaveText('Count: 2')

  await test.step('closed in the middle', async () => {
    expect((await follow(panel, { id: 'planted-id', isByStep: true, steps: 3, after: heard.sequence })).text).toMatch(
      /^waits /,
    )
    expect(await readFile(desktop.settingsFile, 'utf8')).not.toBe(settings)
    await desktop.app.close()
    expect(await readFile(desktop.settingsFile, 'utf8')).toBe(settings)
    expect(await readdir(desktop.data)).not.toContain('restore.json')
  })
  await desktop.close()
})

test('what an experiment changed is put back at the next start, when the program was killed in the middle', async () => {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'counter.cfg')
  await writeFile(file, settings)
  const args = [
    'serve',
    '--data',
    folder.path,
    '--config',
    file,
    '--counter-port',
    '0',
    '--kv-port',
    '0',
    '--panel-port',
    '0',
  ]
  const urls = ['counter', 'key-value', 'panel']
  const dumped = async (lab: LabLink) => {
    const dump = await lab.call('entries.dump', { prefix: '' })
    return dump.ok ? dump.value.text : ''
  }

  const first = await startProgram(args, urls)
  const stream = followPanel(first.urls['panel'] ?? '')
  await stream.until('page.changed', ({ page }) => page.state === 'shown')
  const before = await dumped(stream.lab)
  await stream.lab.call('lesson.run', { lesson: 'planted-id', isByStep: true })
  for (let index = 0; index < 3; index += 1) {
    await stream.until('run.awaits', (one) => one.index === index)
    await stream.lab.call('run.next', { isDone: false })
  }
  await stream.until('run.awaits', (one) => one.index === 3)
  expect(await readFile(file, 'utf8')).not.toBe(settings)
  expect(await dumped(stream.lab)).not.toBe(before)
  stream.close()
  await stopProgram(first.process, 'SIGKILL')

  const second = await startProgram(args, urls)
  expect(await readFile(file, 'utf8')).toBe(settings)
  const after = followPanel(second.urls['panel'] ?? '')
  // The browsers of this start have sessions of their own beside those of before.
  expect(await dumped(after.lab)).not.toContain('11111111-1111')
  expect(await readdir(folder.path)).not.toContain('restore.json')
  after.close()
  await stopProgram(second.process)
  await folder.close()
})
