import { expect, type Page } from '@playwright/test'
import type { LabLink } from '../../../src/shared/wire/lab-link.ts'

/** What is known of one fact of the stream. */
export interface SeenFact {
  readonly kind: string
  /** When it was told, by the clock of the process that told it. */
  readonly at: number
  readonly browser: string
  /** Of a page. */
  readonly url: string
  readonly state: string
  /** How many there are in a jar. */
  readonly cookies: number
  /** Characters of it as JSON. */
  readonly length: number
}

interface FollowingWindow extends Window {
  lab?: LabLink
  seenFacts?: SeenFact[]
}

/** Follows the stream in a desktop's panel from where it is now; of each fact only little is kept. */
export const followDesktop = async (panel: Page) => {
  await panel.evaluate(async () => {
    const here = window as FollowingWindow
    const seen: SeenFact[] = (here.seenFacts = [])
    await new Promise<void>((begun) => {
      here.lab?.observe(0, (batch) => {
        for (const fact of batch) {
          const page = fact.kind === 'page.changed' ? fact.page : { url: '', state: '' }
          const cookies = fact.kind === 'jar.changed' ? fact.cookies.length : 0
          seen.push({
            kind: fact.kind,
            at: fact.at,
            browser: 'browser' in fact ? fact.browser : '',
            url: page.url,
            state: page.state,
            cookies,
            length: JSON.stringify(fact).length,
          })
        }
        begun()
      })
    })
    seen.length = 0
  })
  const seen = () => panel.evaluate(() => (window as FollowingWindow).seenFacts ?? [])
  return {
    seen,
    /** Waits until a fact has come that is wanted. */
    until: (isWanted: (fact: SeenFact) => boolean): Promise<void> =>
      expect.poll(async () => (await seen()).some(isWanted), { timeout: 20_000 }).toBe(true),
  }
}
