import { chromium, type Browser } from '@playwright/test'
import { existsSync } from 'node:fs'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

/** Why tests that need a real Chromium of the machine's own cannot run; undefined when they can. */
export const noChromium = executablePath === undefined ? 'there is no Chromium on this machine' : undefined

/** Starts the machine's own Chromium, without what it would ask the network for by itself. */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    executablePath,
    args: [
      ...asRoot,
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  })
}
