import type { Page } from '@playwright/test'

/** The URL of a server, as the panel says it. */
export const serverUrl = async (panel: Page, server: 'counter' | 'key-value'): Promise<string> => {
  const pill = panel.getByText(new RegExp(`${server}.*localhost:\\d+`)).first()
  return `http://${/localhost:\d+/.exec((await pill.textContent()) ?? '')?.[0] ?? ''}/`
}
