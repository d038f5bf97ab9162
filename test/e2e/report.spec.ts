import { expect } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { launchChromium } from './support/chromium.ts'
import { needs } from './support/missing.ts'
import { createExport } from './support/report-dialog.ts'
import { run, sessionscope } from './support/run-program.ts'
import { createStudent } from './support/student.ts'

needs('poppler-utils')

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sessionscope-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

const saved = async (name: string, content: Buffer | string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Two points by hand: cookie sessions, and a cookie that changes. */
const passTwoPoints = async (carrier: Carrier): Promise<void> => {
  const { begin, refresh } = createStudent(carrier)
  await begin()
  await refresh('Browser A')
  await refresh('Browser A')
  for (const number of [1, 3])
    await expect(carrier.panel.getByRole('listitem', { name: `Point ${number}`, exact: true })).toHaveAttribute(
      'data-verdict',
      'passed',
    )
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('a report is exported, holds, remembers its name, and says so when it was edited', async ({ carrier }) => {
      await passTwoPoints(carrier)
      const { dialog, open, take } = createExport(carrier)
      // Of the point that is open; its note need not be saved by anybody.
      const third = carrier.panel.getByRole('listitem', { name: 'Point 3', exact: true })
      await third.getByRole('button', { name: 'Set-Cookie changes' }).click()
      await third.getByText('Your note').click()
      await third.getByRole('textbox', { name: 'Your note' }).fill('Only its signature tells.')
      await open()
      await expect(dialog).toContainText(/In it: \d of \d+ points passed/)
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace')
      await dialog.getByRole('textbox', { name: 'Notes' }).fill('The cookie grew.\n<b>It did.</b>')
      expect(await violationsOf(carrier.panel)).toEqual([])

      const html = (await take('html')).toString()
      expect(html).toContain('&lt;b&gt;It did.&lt;/b&gt;')
      expect(html).toContain('Only its signature tells.')
      expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/)
      if (carrierName === 'desktop window')
        expect(html.match(/<img alt="Browser [AB] at that moment"/g)?.length).toBeGreaterThanOrEqual(4)
      else expect(html).toContain('<blockquote>Count: 3</blockquote>')
      const checked = await sessionscope(['verify', await saved('report.html', html)])
      expect(checked.stdout).toContain('Report of Ada Lovelace')
      expect(checked.stdout).toMatch(/Point 1 +passed by hand +evidence holds/)
      expect(checked).toMatchObject({ code: 0, stderr: '' })
      const edited = await sessionscope(['verify', await saved('edited.html', html.replaceAll('Ada', 'Bob'))])
      expect(edited.code).toBe(1)
      expect(edited.stdout).toContain('name, date or version were changed after the export')

      await open()
      await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Ada Lovelace')
      await expect(dialog.getByRole('textbox', { name: 'Notes' })).toHaveValue('The cookie grew.\n<b>It did.</b>')
      const markdown = await saved('report.md', await take('markdown'))
      expect(await sessionscope(['verify', markdown])).toMatchObject({ code: 0, stderr: '' })

      await open()
      const formats = await dialog.getByRole('combobox', { name: 'Format' }).getByRole('option').allTextContents()
      expect(formats.some((name) => name.startsWith('PDF'))).toBe(carrierName === 'desktop window')
      if (carrierName === 'desktop window') await checkPdf(await take('pdf'))
      else await checkPage(join(folder, 'report.html'))
    })
  })
}

const checkPdf = async (content: Buffer): Promise<void> => {
  const path = await saved('report.pdf', content)
  const verified = await sessionscope(['verify', path])
  expect(verified).toMatchObject({ code: 0, stderr: '' })
  const digest = /Digest ([\da-f-]{19})$/m.exec(verified.stdout)?.[1] ?? 'none'
  const pages = Number(/^Pages: +(\d+)$/m.exec((await run('pdfinfo', [path])).stdout)?.[1])
  expect(pages).toBeGreaterThan(2)
  const texts = (await run('pdftotext', ['-layout', path, '-'])).stdout.split('\f').slice(0, pages)
  for (const [index, text] of texts.entries())
    expect(text).toMatch(
      new RegExp(`Sessionscope report · Ada Lovelace · digest ${digest} +${index + 1} ?/ ?${pages}\\s*$`),
    )
  expect(texts.join('\n')).toMatch(/Point 1: Cookie sessions are the default[^]*Set-Cookie:[^]*session=/)
  expect((await run('pdfdetach', ['-list', path])).stdout).toContain('sessionscope-report.json')
}

const checkPage = async (path: string): Promise<void> => {
  const chromium = await launchChromium()
  const page = await chromium.newPage()
  const asked: string[] = []
  page.on('request', (request) => {
    asked.push(request.url())
  })
  await page.goto(`file://${path}`)
  expect(asked).toEqual([`file://${path}`])
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Point 3: Set-Cookie changes at each refresh' }).click()
  await expect(page.getByRole('heading', { name: /Point 3/ })).toBeInViewport()
  await chromium.close()
}

test('what is no report is told in one line', async () => {
  for (const [path, problem] of [
    [join(folder, 'none.html'), 'there is no such file'],
    [folder, 'this is a folder'],
    [await saved('other.html', '<h1>Hello</h1>'), 'this is not a report'],
  ] as const) {
    const { code, stdout, stderr } = await sessionscope(['verify', path])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^sessionscope: ${path}: ${problem}[^\\n]*\\n$`))
  }
})
