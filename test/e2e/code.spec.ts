import { expect } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { workedSolution } from '../../src/servers/exercise/exercise-texts.ts'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

const createCoder = (carrier: Carrier) => {
  const { panel } = carrier
  const editor = panel.getByRole('textbox', { name: 'Your KeyValueSessionStore' })
  const state = panel.locator('.code-state')
  return {
    ...createStudent(carrier),
    editor,
    state,
    behaviours: panel.getByRole('list', { name: 'Behaviours' }).getByRole('listitem'),
    behaviour: (id: string) => panel.locator(`[data-behaviour="${id}"]`),
    path: async () => (await panel.locator('.code-path bdi').textContent()) ?? '',
    open: async () => {
      await panel.getByRole('tab', { name: 'Code' }).click()
      await expect(editor).toContainText('export class KeyValueSessionStore')
    },
    /** Puts a text in place of all that is there, as pasting it would. */
    replaceAll: async (text: string) => {
      await editor.click()
      await panel.keyboard.press('Control+a')
      await panel.keyboard.insertText(text)
    },
    check: () => panel.getByRole('button', { name: 'Check my work' }).click(),
    choose: (implementation: string) =>
      panel.getByRole('combobox', { name: 'Implementation' }).selectOption(implementation),
  }
}

/** As a student has it after a first attempt: the key is not encoded, and one method is missing. */
const firstAttempt = workedSolution
  .replace('encodeURIComponent(key)', 'key')
  .replace(/(async deleteKey.*\n).*\n.*\n/, "$1    throw new Error('not implemented')\n")

const slow = { timeout: 30_000 }

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('the exercise is written, checked, used by the counter, and reset', async ({ carrier }) => {
      test.slow()
      const { panel } = carrier
      const {
        begin,
        open,
        editor,
        state,
        behaviours,
        behaviour,
        path,
        replaceAll,
        check,
        choose,
        useStore,
        region,
        count,
        exchanges,
        show,
      } = createCoder(carrier)
      await begin()
      await open()
      await expect(panel.getByText('setKey, getKey and deleteKey are not implemented yet.')).toBeVisible()

      await test.step('the counter names the method that is missing', async () => {
        await choose('yours')
        await useStore()
        await expect(async () => {
          await region('Browser A').getByRole('button', { name: 'Reload' }).click()
          await expect(
            (await carrier.view('Browser A')).getByText('KeyValueSessionStore.setKey is not implemented'),
          ).toBeVisible({ timeout: 3_000 })
        }).toPass(slow)
      })

      await test.step('a first attempt is told what is wrong with it', async () => {
        await replaceAll(firstAttempt)
        await expect(state).toHaveText('not saved yet')
        await check()
        await expect(state).toHaveText('saved')
        await expect(behaviour('odd-keys')).toContainText(
          "getKey('a/b') asked for /a/b, which is another address. Encode the key.",
          slow,
        )
        await expect(behaviour('delete')).toContainText('deleteKey is not implemented yet. line 17')
        await expect(behaviour('round-trip')).toHaveAttribute('data-outcome', 'passed')
        await expect(editor.locator('.cm-lintRange')).not.toHaveCount(0)
        await behaviour('delete').getByRole('button', { name: 'Go to line 17' }).click()
        await expect(editor).toBeFocused()
        for (const theme of ['light', 'dark'] as const) {
          await panel.emulateMedia({ colorScheme: theme, reducedMotion: 'no-preference' })
          await expect(panel.locator('html')).toHaveAttribute('data-theme', theme)
          expect.soft(await violationsOf(panel, '.inspector'), theme).toEqual([])
        }
      })

      await test.step('a syntax error is underlined as soon as it is saved', async () => {
        await replaceAll(workedSolution.replace('axios.post(', 'axios.post(('))
        await panel.keyboard.press('Control+s')
        await expect(panel.getByRole('list', { name: 'Problems' })).toContainText('Syntax error', slow)
        await expect(editor.locator('.cm-lintRange-error')).toHaveCount(1)
      })

      await test.step('any editor will do, and all behaviours are there', async () => {
        await writeFile(await path(), workedSolution)
        await expect(panel.getByRole('list', { name: 'Problems' })).toHaveCount(0, slow)
        await check()
        await expect(panel.getByText('Everything is there.')).toBeVisible(slow)
        expect(await behaviours.count()).toBeGreaterThan(12)
        await expect(panel.locator('.behaviour:not([data-outcome="passed"])')).toHaveCount(0)
      })

      await test.step('the counter counts by it, and its calls stand below the click', async () => {
        for (const expected of ['Count: 1', 'Count: 2']) {
          await region('Browser A').getByRole('button', { name: 'Reload' }).click()
          await expect(await count('Browser A')).toHaveText(expected, slow)
        }
        await show('Timeline')
        const [ask, write] = [exchanges.getByRole('row').nth(-2), exchanges.getByRole('row').nth(-1)]
        await expect(ask).toContainText(/counter.*GET \/[0-9a-f]{8}/)
        await expect(write).toContainText(/counter.*POST \//)
      })

      await test.step('a reset keeps a copy and says where', async () => {
        await open()
        await panel.getByRole('button', { name: 'Reset to template' }).click()
        await panel.getByRole('dialog').getByRole('button', { name: 'Reset to template' }).click()
        await expect(editor).toContainText('not implemented')
        const kept = (await panel.locator('.code-kept .mono').textContent()) ?? ''
        expect(await readFile(kept, 'utf8')).toBe(workedSolution)
      })
    })

    test('what was typed is lost neither to another tab nor to another editor', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, open, show, editor, state, path, replaceAll } = createCoder(carrier)
      await begin()
      await open()
      const mine = '// mine\nexport class KeyValueSessionStore {}\n'
      await replaceAll(mine)
      await show('Timeline')
      await panel.getByRole('tab', { name: 'Code' }).click()
      await expect(editor).toContainText('// mine')
      await expect(state).toHaveText('not saved yet')

      const theirs = '// theirs\nexport class KeyValueSessionStore {}\n'
      await writeFile(await path(), theirs)
      await expect(panel.getByText('The file was changed elsewhere')).toBeVisible()
      await expect(editor).toContainText('// mine')
      await panel.getByRole('button', { name: 'Show the file' }).click()
      await expect(editor).toContainText('// theirs')
      await editor.click()
      await panel.keyboard.press('Control+z')
      await expect(editor).toContainText('// mine')
      expect(await readFile(await path(), 'utf8')).toBe(theirs)
      await panel.keyboard.press('Control+s')
      await expect(state).toHaveText('saved')
      expect(await readFile(await path(), 'utf8')).toBe(mine)
    })

    test('the editor completes, and the keyboard gets out of it', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, open, editor, replaceAll } = createCoder(carrier)
      await begin()
      await open()
      await replaceAll('export class KeyValueSessionStore {}')
      await panel.keyboard.press('Enter')
      await panel.keyboard.type('axios.')
      await expect(panel.getByRole('option', { name: /^post/ })).toBeVisible()
      await panel.keyboard.press('Escape')
      await panel.keyboard.press('Tab')
      await expect(editor).toBeFocused()
      await panel.keyboard.press('Escape')
      await panel.keyboard.press('Tab')
      await expect(editor).not.toBeFocused()
    })
  })
}
