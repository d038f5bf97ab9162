import { expect } from '@playwright/test'
import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Desktop } from './desktop.ts'

/** A server of this machine's that is none of the lab's, with pages of a test's own. */
export interface LocalPages {
  /** Its address, with a slash at its end. */
  readonly url: string
  close(): void
}

/** Serves a page of HTML, or what a listener answers, at every path. */
export const servePages = async (answer: string | RequestListener): Promise<LocalPages> => {
  const listener: RequestListener =
    typeof answer === 'string'
      ? (_request, response) => response.setHeader('Content-Type', 'text/html').end(answer)
      : answer
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Types an address into a browser of the lab. */
export const openIn = async (
  { panel }: Pick<Desktop, 'panel'>,
  browser: 'Browser A' | 'Browser B',
  typed: string,
): Promise<void> => {
  const address = panel.getByRole('region', { name: browser }).getByRole('textbox', { name: 'Address' })
  await expect(address).toHaveValue(/^localhost:\d+\//)
  await address.fill(typed)
  await address.press('Enter')
}
