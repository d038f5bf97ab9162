import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

const openConsole = async ({ panel }: Carrier) => {
  await panel.getByRole('tab', { name: 'Console' }).click()
  const composer = panel.getByRole('group', { name: 'Compose a request' })
  return {
    composer,
    method: composer.getByRole('combobox', { name: 'Method' }),
    server: composer.getByRole('combobox', { name: 'Server' }),
    cookies: composer.getByRole('combobox', { name: 'Cookies' }),
    path: composer.getByRole('textbox', { name: 'Path' }),
    body: composer.getByRole('textbox', { name: 'Body' }),
    preview: composer.getByRole('group', { name: 'As it will be sent' }),
    send: composer.getByRole('button', { name: 'Send' }),
    answer: panel.getByRole('group', { name: 'Answer' }),
    sentBefore: panel.getByRole('list', { name: 'Sent before' }),
  }
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('a composed request goes over the wire and shows in the Timeline', async ({ carrier }) => {
      const { exchanges } = createStudent(carrier)
      const { method, server, path, body, preview, send, answer, sentBefore } = await openConsole(carrier)
      await method.selectOption('POST')
      await server.selectOption('key-value')
      await body.fill('{"foo": "bar"}')
      await expect(preview).toContainText('Content-Type: application/json')
      await expect(preview).toContainText('Content-Length: 14')
      await send.click()
      await expect(answer).toContainText('200 OK')
      await method.selectOption('GET')
      await path.fill('/foo')
      await body.fill('')
      await path.press('Control+Enter')
      await expect(answer).toContainText('"foo": "bar"')
      await expect(sentBefore.getByRole('listitem')).toHaveCount(2)
      await answer.getByRole('button', { name: /exchange #\d+/ }).click()
      const row = exchanges.getByRole('row', { selected: true })
      await expect(row).toContainText('Console')
      await expect(row).toContainText('GET /foo')
    })

    test('with the cookies of Browser A, the counter goes on with its count', async ({ carrier }) => {
      await createStudent(carrier).begin()
      const { cookies, preview, send, answer } = await openConsole(carrier)
      await cookies.selectOption('those of Browser A')
      await expect(preview).toContainText('Cookie: session=')
      await send.click()
      await expect(answer).toContainText('Count: 2')
    })

    test('an exchange of the Timeline opens in the Console, to be sent again', async ({ carrier }) => {
      const { begin, exchanges } = createStudent(carrier)
      await begin()
      await exchanges.getByRole('row').filter({ hasText: 'Browser A' }).first().click()
      await carrier.panel.getByRole('button', { name: 'Open in Console' }).click()
      const { composer, path, send, answer } = await openConsole(carrier)
      await expect(composer).toContainText(/Filled in from exchange #\d+/)
      await expect(path).toHaveValue('/')
      await send.click()
      await expect(answer).toContainText('Count: 1')
    })

    test('what cannot be sent is said at its field', async ({ carrier }) => {
      const { composer, path, send } = await openConsole(carrier)
      await path.fill('/a b')
      await expect(composer).toContainText('write %20 instead')
      await expect(send).toBeDisabled()
      await path.fill('/')
      await composer.getByRole('button', { name: 'Add header' }).click()
      await composer.getByRole('textbox', { name: 'Name of header 1' }).fill('Content-Length')
      await expect(composer).toContainText('follows from the body')
      await expect(send).toBeDisabled()
    })

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`is accessible, ${colorScheme}`, async ({ carrier }) => {
        await carrier.panel.emulateMedia({ colorScheme })
        const { composer, method, server, body, send, answer } = await openConsole(carrier)
        await method.selectOption('POST')
        await server.selectOption('key-value')
        await composer.getByRole('button', { name: 'Add header' }).click()
        await composer.getByRole('textbox', { name: 'Name of header 1' }).fill('X-Hello')
        await body.fill('{"foo": "bar"}')
        await send.click()
        await expect(answer).toContainText('200 OK')
        const { violations } = await new AxeBuilder({ page: carrier.panel }).include('.inspector').setLegacyMode(true).analyze()
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      })
    }
  })
}
