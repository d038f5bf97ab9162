import { expect, type Locator } from '@playwright/test'
import type { BrowserName, Carrier } from './carriers.ts'

/** What a student does and sees in the panel, in the words of the hand-out. */
export const createStudent = ({ panel, view }: Carrier) => {
  const region = (name: BrowserName) => panel.getByRole('region', { name })
  const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
  const store = panel.getByRole('switch', { name: 'USE_SESSION_STORE' })
  const more = async (count: number, act: () => Promise<void>): Promise<void> => {
    const before = await lines.count()
    await act()
    await expect(lines).toHaveCount(before + count)
  }
  return {
    /** The page that each browser showed when the lesson began is there, with its Set-Cookie line. */
    begin: () => expect(lines).toHaveCount(2),
    refresh: (name: BrowserName) => more(1, () => region(name).getByRole('button', { name: 'Reload' }).click()),
    /** Two lines: the cookie is cleared, then the page that follows sets a new one. */
    reset: (name: BrowserName) =>
      more(2, async () => (await view(name)).getByRole('button', { name: 'Reset' }).click()),
    clearCookies: (name: BrowserName) => region(name).getByRole('button', { name: 'Clear cookies' }).click(),
    count: async (name: BrowserName): Promise<Locator> => (await view(name)).getByRole('heading'),
    linesOf: (name: BrowserName) => lines.filter({ hasText: name }),
    newestLine: (name: BrowserName) => lines.filter({ hasText: name }).last(),
    useStore: async (): Promise<void> => {
      await store.click({ force: true })
      await expect(store).toBeChecked()
    },
    show: (tab: 'Timeline' | 'Cookies' | 'Store') => panel.getByRole('tab', { name: tab }).click(),
    entries: panel.getByRole('table', { name: 'Entries' }),
    exchanges: panel.getByRole('table', { name: 'Exchanges' }),
    lines,
    region,
  }
}

/** The value of the session cookie in a Set-Cookie line that the panel shows. */
export const cookieValue = async (line: Locator): Promise<string> =>
  /session=([^;\s]*)/.exec((await line.textContent()) ?? '')?.[1] ?? ''
