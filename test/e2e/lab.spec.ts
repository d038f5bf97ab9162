import { expect, type Page } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pointsOf } from '../../src/shared/course/course.ts'
import { courses } from '../../src/shared/course/courses.ts'
import { workedSolution } from '../../src/servers/exercise/exercise-texts.ts'
import { carrierNames, downloadOnDesktop, test, type Carrier } from './support/carriers.ts'
import { startProgram, stopProgram, temporaryFolder } from './support/headless.ts'
import { test as desktopTest } from './support/desktop.ts'
import { followPanel } from './support/panel-stream.ts'
import { needs } from './support/missing.ts'
import { createExport } from './support/report-dialog.ts'
import { run, sessionscope } from './support/run-program.ts'
import { createStudent } from './support/student.ts'
import { visit } from './support/visit.ts'

const points = pointsOf(courses[0])

const lab = (panel: Page) => panel.getByRole('region', { name: 'Lab', exact: true })
const point = (panel: Page, number: number) =>
  lab(panel).getByRole('listitem', { name: `Point ${number}`, exact: true })
const verdict = (panel: Page, number: number, state: 'pending' | 'passed' | 'failed') =>
  expect(point(panel, number)).toHaveAttribute('data-verdict', state, { timeout: 20_000 })

/** Exports the report in these formats; each holds, and says that all points have passed. */
const exportAll = async (
  carrier: Pick<Carrier, 'panel' | 'download'>,
  formats: readonly ('html' | 'markdown' | 'pdf')[],
): Promise<void> => {
  const { open, take } = createExport(carrier)
  const folder = await temporaryFolder()
  for (const format of formats) {
    await open()
    const path = join(folder.path, `report.${format}`)
    await writeFile(path, await take(format))
    const { code, stdout, stderr } = await sessionscope(['verify', path])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Holds: 11 of \d+ passed/m)
  }
  await folder.close()
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('each of the eleven points passes when it is run, and goes into the report', async ({ carrier }) => {
      const { panel } = carrier
      expect(points.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      for (const { number } of points) {
        await point(panel, number).getByRole('button', { name: 'Run point' }).click()
        await verdict(panel, number, 'passed')
        await expect(point(panel, number).getByRole('button', { name: 'Stop' })).toBeHidden()
      }
      await expect(lab(panel)).toContainText('11 of 11 points')
      await exportAll(carrier, carrierName === 'desktop window' ? ['html', 'markdown', 'pdf'] : ['html', 'markdown'])
    })

    test('a verdict shows what was seen, and leads to it; a point that is reset begins anew', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, exchanges, show } = createStudent(carrier)
      await begin()
      await verdict(panel, 1, 'pending')
      await refresh('Browser A')
      await verdict(panel, 1, 'passed')
      await show('Store')
      await point(panel, 1).getByRole('list', { name: 'Evidence' }).getByRole('button').last().click()
      await expect(exchanges.getByRole('row', { selected: true })).toContainText('Count: 2')
      await point(panel, 1).getByRole('button', { name: 'Reset point' }).click()
      await verdict(panel, 1, 'pending')
      // What was seen before no longer counts: one page more is not two.
      await refresh('Browser A')
      await verdict(panel, 1, 'pending')
      await refresh('Browser A')
      await verdict(panel, 1, 'passed')
    })

    test('the experiments below the points are one press away, and the keyboard goes on there', async ({
      carrier: { panel },
    }) => {
      const first = lab(panel)
        .getByRole('listitem', { name: /^Experiment: / })
        .first()
      await expect(first).not.toBeInViewport()
      await lab(panel).getByRole('button', { name: 'Experiments' }).click()
      await expect(lab(panel).getByRole('heading', { name: 'Experiments' })).toBeInViewport({ ratio: 1 })
      await expect(first).toBeInViewport({ ratio: 1 })
      await panel.keyboard.press('Tab')
      await expect(first.getByRole('button', { expanded: false })).toBeFocused()
    })

    test('evidence of the other mode does not count, and the point says what was seen instead', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, useStore } = createStudent(carrier)
      await begin()
      await useStore()
      for (let turn = 0; turn < 3; turn += 1) await refresh('Browser A')
      await verdict(panel, 9, 'passed')
      await verdict(panel, 3, 'failed')
      await point(panel, 3).getByRole('button', { expanded: false }).click()
      await expect(point(panel, 3)).toContainText('Set-Cookie stayed the same')
      await expect(point(panel, 3)).toContainText('Switch USE_SESSION_STORE off')
    })
  })
}

desktopTest('the eleven points by hand: clicks, an editor, HTTPie and dump', async ({ desktop }) => {
  desktopTest.slow()
  needs('httpie')
  const { panel, view, data } = desktop
  const kv = `http://${
    /localhost:\d+/.exec(
      (await panel
        .getByText(/key-value.*localhost:\d+/)
        .first()
        .textContent()) ?? '',
    )?.[0] ?? ''
  }`
  const student = createStudent({
    panel,
    view,
    serverUrl: () => Promise.resolve(kv),
    download: () => Promise.reject(new Error('none')),
    writeSettings: () => Promise.resolve(),
    call: () => Promise.reject(new Error('none')),
  })
  const http = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await run('http', ['--ignore-stdin', '--check-status', ...args])
    expect(code, stderr).toBe(0)
  }
  await student.begin()

  await student.refresh('Browser A')
  await verdict(panel, 1, 'passed')
  await student.refresh('Browser A')
  await verdict(panel, 2, 'passed')
  await verdict(panel, 3, 'passed')

  await http(kv, 'foo=bar')
  await http(`${kv}/foo`)
  await http(kv, 'prefix==f')
  await http('DELETE', `${kv}/foo`)
  await verdict(panel, 4, 'passed')

  await http(kv, 'fruit=apple')
  expect((await sessionscope(['dump', kv])).stdout).toContain('"fruit": "apple"')
  await verdict(panel, 5, 'passed')

  await panel.getByLabel('Implementation').selectOption('yours')
  await student.useStore()
  await student.region('Browser A').getByRole('button', { name: 'Reload' }).click()
  await expect((await view('Browser A')).getByText(/is not implemented/).first()).toBeVisible()
  await verdict(panel, 6, 'passed')

  const file = join(data, 'exercise', 'key-value-session-store.ts')
  expect(await readFile(file, 'utf8')).toContain('not implemented')
  // Of a text that the lab has checked before, the panel says at once what was found.
  await writeFile(file, `// by hand\n${workedSolution}`)
  await panel.getByRole('tab', { name: 'Code' }).click()
  await panel.getByRole('button', { name: 'Check my work' }).click()
  // Until it is done, the check's own processes keep the one that the counter uses waiting.
  await expect(panel.getByText(/^Everything is there/)).toBeVisible({ timeout: 60_000 })
  await student.show('Timeline')
  await student.refresh('Browser A')
  await student.refresh('Browser A')
  await verdict(panel, 7, 'passed')

  await student.refresh('Browser B')
  await verdict(panel, 8, 'passed')
  await student.refresh('Browser A')
  await verdict(panel, 9, 'passed')
  await student.reset('Browser A')
  await verdict(panel, 10, 'passed')
  expect((await sessionscope(['dump', kv])).code).toBe(0)
  await verdict(panel, 11, 'passed')
  await expect(lab(panel)).toContainText('11 of 11 points')
  await exportAll({ panel, download: downloadOnDesktop(desktop) }, ['html', 'markdown', 'pdf'])
})

desktopTest('the eleven points by the keyboard alone', async ({ desktop: { panel } }) => {
  await verdict(panel, 1, 'pending')
  for (const { number } of points) {
    await panel.keyboard.press('Control+k')
    const palette = panel.getByRole('dialog', { name: 'Command palette' })
    await expect(palette).toBeVisible()
    await panel.keyboard.type(`Run point ${number}:`)
    await expect(palette.getByRole('menuitem')).toHaveCount(1)
    await panel.keyboard.press('Enter')
    await expect(point(panel, number)).toHaveAttribute('data-is-open', 'true')
    await verdict(panel, number, 'passed')
    await expect(point(panel, number).getByRole('button', { name: 'Run point' })).toBeEnabled()
  }
})

test('a real client alone passes points of a headless lab, and a restart keeps them', async () => {
  const folder = await temporaryFolder()
  const where = ['serve', '--data', folder.path, '--counter-port', '0', '--kv-port', '0', '--panel-port', '0']
  const names = ['counter', 'key-value', 'panel']
  const first = await startProgram(where, names)
  const { cookie } = await visit(first.urls['counter'] ?? '')
  const second = await visit(first.urls['counter'] ?? '', cookie)
  await visit(first.urls['counter'] ?? '', second.cookie)
  const seen = followPanel(first.urls['panel'] ?? '')
  for (const lesson of ['point-1', 'point-3']) {
    await seen.until(
      'lesson.judged',
      ({
        lesson: judged,
        judged: {
          verdict: { state },
          by,
        },
      }) => judged === lesson && state === 'passed' && by === 'hand',
    )
  }
  seen.close()
  expect(await stopProgram(first.process)).toBe(0)

  const again = await startProgram(where, names)
  const after = followPanel(again.urls['panel'] ?? '')
  await after.until(
    'log.began',
    ({ baseline: { lessons } }) => lessons['point-3']?.verdict.state === 'passed' && lessons['point-3'].isEarlier,
  )
  after.close()
  await stopProgram(again.process)
  await folder.close()
})
