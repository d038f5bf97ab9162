import { expect } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { run } from './support/run-program.ts'
import { createStudent } from './support/student.ts'

/** What the panel puts on the clipboard, kept by the page itself: a test has no business with the machine's own. */
const keepCopies = ({ panel }: Carrier) =>
  panel.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text
      return Promise.resolve()
    }
  })

const copied = async ({ panel }: Carrier): Promise<string> =>
  (await panel.locator('html').getAttribute('data-copied')) ?? ''

const openFile = async ({ panel }: Carrier, name: string, text: string) => {
  const [chooser] = await Promise.all([
    panel.waitForEvent('filechooser'),
    panel.getByRole('button', { name: 'Import a HAR file' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
}

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

    for (const program of ['HTTPie', 'curl'] as const) {
      test(`a request copied as ${program} gets the same answer in a shell`, async ({ carrier }) => {
        test.skip(
          spawnSync(program === 'curl' ? 'curl' : 'http', ['--version']).status !== 0,
          `there is no ${program} on this machine`,
        )
        const { exchanges } = createStudent(carrier)
        const { method, server, body, send, answer, composer } = await openConsole(carrier)
        await keepCopies(carrier)
        await method.selectOption('POST')
        await server.selectOption('key-value')
        await body.fill(`{"it's": "$HOME \`x\` é"}`)
        await composer.getByRole('button', { name: program }).click()
        const write = await run('sh', ['-c', await copied(carrier)])
        expect(write.stdout).toContain('$HOME `x` ')
        await method.selectOption('GET')
        await body.fill('')
        await composer.getByRole('textbox', { name: 'Path' }).fill('/it%27s')
        await send.click()
        await expect(answer).toContainText('"$HOME `x` é"')
        await answer.getByRole('button', { name: /exchange #\d+/ }).click()
        await carrier.panel.getByRole('group', { name: 'Copy as' }).getByRole('button', { name: program }).click()
        const read = await run('sh', ['-c', await copied(carrier)])
        expect(read.stdout).toContain('$HOME `x` ')
        const rows = exchanges.getByRole('row').filter({ hasText: new RegExp(program, 'i') })
        await expect(rows).toHaveCount(2)
        await expect(rows.filter({ hasText: '200' })).toHaveCount(2)
      })
    }

    test('exchanges are exported as HAR, and shown again from the file, marked as such', async ({ carrier }) => {
      const { begin, refresh, exchanges } = createStudent(carrier)
      const { panel } = carrier
      await begin()
      await refresh('Browser A')
      const rows = exchanges.getByRole('row').filter({ hasText: 'Browser A' })
      const count = await rows.count()
      const har = (
        await carrier.download(() => panel.getByRole('button', { name: 'Export as HAR' }).click())
      ).toString()
      expect(JSON.parse(har)).toMatchObject({ log: { version: '1.2', creator: { name: 'Sessionscope' } } })
      await openFile(carrier, 'broken.har', '{"log": 1}')
      await expect(panel.getByText(/broken.har is no HTTP Archive/)).toBeVisible()
      await openFile(carrier, 'lesson.har', har)
      await expect(panel.getByText(/From lesson.har: \d+ exchanges/)).toBeVisible()
      await expect(rows).toHaveCount(count)
      await panel.getByRole('button', { name: 'Back to the lab’s own' }).click()
      await refresh('Browser A')
      await expect(rows).toHaveCount(count + 1)
    })

    test('a file of another program shows other hosts by their names, runs nothing, and says what was not read', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { exchanges } = createStudent(carrier)
      await keepCopies(carrier)
      const entry = (method: string, url: string) => ({
        startedDateTime: '2026-11-30T12:00:00Z',
        request: { method, url, httpVersion: 'h3', headers: [{ name: ':path', value: '/' }] },
        response: { status: 200, headers: [], content: {} },
      })
      const entries = [entry('GET', 'https://app.example/x?y=1#z'), entry('GET http://x/; touch PWNED; #', 'http://x/')]
      await openFile(carrier, 'other.har', JSON.stringify({ log: { entries } }))
      await expect(panel.getByText('Skipped: 1 entry whose method is not one word')).toBeVisible()
      const row = exchanges.getByRole('row').filter({ hasText: 'app.example' })
      await expect(row).toContainText('other.har')
      await row.click()
      const copyAs = panel.getByRole('group', { name: 'Copy as' })
      await copyAs.getByRole('button', { name: 'curl' }).click()
      expect(await copied(carrier)).toBe("curl --include --globoff 'https://app.example/x?y=1'")
      await panel.getByRole('button', { name: 'Open in Console' }).click()
      await expect(panel.getByText(/went to app\.example\. The Console sends only to/)).toBeVisible()
      await panel.getByRole('tab', { name: 'Sequence' }).click()
      await expect(panel.getByRole('list', { name: 'Messages' })).toContainText('other.har asks app.example GET')
    })

    test('says of a program that it cannot send a request, in place of a wrong command', async ({ carrier }) => {
      const { composer, method, body } = await openConsole(carrier)
      await body.fill('{}')
      await method.selectOption('GET')
      await expect(composer).toContainText('fetch cannot send this request: GET and HEAD would be sent without a body.')
      await expect(composer.getByRole('button', { name: 'fetch' })).toBeDisabled()
      await expect(composer.getByRole('button', { name: 'curl' })).toBeEnabled()
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
        expect(await violationsOf(carrier.panel, '.inspector')).toEqual([])
      })
    }
  })
}
