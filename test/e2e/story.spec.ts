import { expect } from '@playwright/test'
import { carrierNames, test } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

// What used to be told by comparison with the line before, and was false.
for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('a story says what happened to the cookie that came, step by step', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, clearCookies, useStore, newestLine } = createStudent(carrier)
      const detail = panel.getByRole('region', { name: /^Exchange #/ })
      const story = detail.getByRole('region', { name: 'Story' })
      const step = (name: string) => story.getByRole('group', { name, exact: true })
      const look = () => newestLine('Browser A').getByRole('button').first().click()
      await begin()

      await test.step('a signed cookie that is accepted', async () => {
        await refresh('Browser A')
        await expect(newestLine('Browser A')).toContainText('count 1 → 2, signed again')
        await look()
        await expect(detail).toContainText('The signed cookie was accepted: count 1 → 2, signed again.')
        await expect(step('Brought')).toContainText(/looks like a signed value, set in #\d+/)
        await expect(step('Judged')).toContainText('accepted')
        await expect(step('Read and written')).toContainText('1 → 2')
        await expect(step('Set')).toContainText('the session itself, signed')
        await expect(step('Kept')).toContainText('Browser A holds it')
      })

      await test.step('the same cookie after the store was switched on: refused, and nothing is moved', async () => {
        await useStore()
        await refresh('Browser A')
        await look()
        await expect(detail).toContainText(
          'The cookie was refused: it is not a session id; a new session began with count 1.',
        )
        await expect(step('Judged')).toContainText('The store was not asked.')
        await expect(step('Read and written')).toContainText('Nothing was taken from the refused cookie')
        await expect(step('Set')).toContainText('an id that the request did not bring')
      })

      await test.step('the same id again', async () => {
        await refresh('Browser A')
        await expect(newestLine('Browser A')).toContainText('same id; stored count 1 → 2')
        await look()
        await expect(step('Kept')).toContainText('Browser A held this very value already')
      })

      await test.step('a jar that was cleared begins a new session, whatever came before', async () => {
        await clearCookies('Browser A')
        await refresh('Browser A')
        await expect(newestLine('Browser A')).toContainText('new session: count 1')
        await look()
        await expect(step('Brought')).toContainText('no cookie')
        await expect(step('Judged')).toContainText('there was no session cookie')
      })
    })

    test('one session is followed through the tabs, with its life as a line of events', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, useStore, newestLine, show, entries, count, region } = createStudent(carrier)
      const detail = panel.getByRole('region', { name: /^Exchange #/ })
      const life = panel.getByRole('list', { name: 'The life of the session that is followed' })
      await begin()
      await useStore()
      await refresh('Browser A')
      await newestLine('Browser A').getByRole('button').first().click()
      await detail.getByRole('button', { name: 'Follow this session' }).click()
      await expect(life.getByRole('listitem')).toHaveText([/began in #\d+, with Browser A/])
      await detail.getByRole('button', { name: 'Copy to Browser B' }).click()
      await region('Browser B').getByRole('button', { name: 'Reload' }).click()
      await expect(await count('Browser B')).toHaveText('Count: 2')
      await expect(life.getByRole('listitem')).toHaveText([
        /began in #\d+, with Browser A/,
        /brought by Browser B, too, in #\d+/,
      ])
      await show('Store')
      await expect(entries.locator('[data-is-followed=true]')).toHaveCount(1)
      await expect(life).toBeVisible()
      await panel.getByRole('button', { name: 'Stop following this session' }).click()
      await expect(life).toHaveCount(0)
      await expect(entries.locator('[data-is-followed=true]')).toHaveCount(0)
    })
  })
}
