import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, exchangeEvidence, pageEvidence, type CountedPage } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Evidence, type Verdict } from '../../stream/verdict.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const [first, second] = ['/?tab=1', '/?tab=2'].map((target) =>
    pages.find(({ requested }) => requested.target === target),
  )
  const again =
    second &&
    pages.find(
      (page) =>
        page.id > second.id && page.requested.target === '/?tab=1' && page.requested.from === second.requested.from,
    )
  const other = pages.find(({ requested }) => requested.target === '/?tab=3')
  if (
    first !== undefined &&
    second !== undefined &&
    first.requested.from === second.requested.from &&
    second.visitor !== first.visitor
  ) {
    return failedVerdict(
      'The second tab has a session of its own.',
      'Use two tabs of one window: a private window, or another browser, has a jar of its own.',
      [tabEvidence(first), tabEvidence(second)],
    )
  }
  if (
    first !== undefined &&
    second !== undefined &&
    again !== undefined &&
    isOneSession(first, second, again) &&
    other !== undefined &&
    other.visitor !== first.visitor
  ) {
    return passed(
      'Both tabs count on one session: they share the browser’s jar. The other browser has a count of its own.',
      [...[first, second, again].map(tabEvidence), exchangeEvidence(other, `the other browser  Count: ${other.count}`)],
    )
  }
  return pending(
    ['`/?tab=1` in a tab', first !== undefined],
    ['`/?tab=2` in a second tab of the same browser', second !== undefined],
    ['a reload of the first tab, which goes on where the second stopped', again !== undefined],
    ['`/?tab=3` in another browser, which has a count of its own', other !== undefined],
  )
}

const isOneSession = (first: CountedPage, ...others: readonly CountedPage[]): boolean =>
  others.every(({ visitor, count }, index) => visitor === first.visitor && count === first.count + index + 1)

const tabEvidence = (page: CountedPage): Evidence => ({
  ...pageEvidence(page),
  note: `${page.requested.target}  Count: ${page.count}`,
})

/** Two tabs, one session. */
export const twoTabs: Experiment = {
  kind: 'experiment',
  id: 'two-tabs',
  title: 'Two tabs, one session',
  misconception: 'Each tab is a session of its own: I can be two users in two tabs.',
  prediction: {
    question:
      'The first tab shows Count: 1. A second tab of the same browser opens the counter. What does the first tab show when it is reloaded?',
    choices: ['Count: 2', 'Count: 3', 'Count: 1'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open /?tab=1 in Browser A', { do: 'open', browser: 'browser-a', address: '/?tab=1' }),
    step('Open a second tab of Browser A', { do: 'show-tab', browser: 'browser-a', tab: 2 }),
    step('Open /?tab=2 there', {
      do: 'open',
      browser: 'browser-a',
      address: { join: [{ from: 'address', server: 'counter' }, '?tab=2'] },
    }),
    step('Go back to the first tab: it still shows Count: 1', { do: 'show-tab', browser: 'browser-a', tab: 1 }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('Open /?tab=3 in Browser B', { do: 'open', browser: 'browser-b', address: '/?tab=3' }),
  ],
  check,
  explanation: [
    'The jar belongs to the browser (or to a profile of it), not to a tab: every tab sends the same cookie and receives the next one for all. What a tab shows is only as fresh as its last load.',
    'So a logout in one tab logs out all of them, and a form that was opened before may be sent in a session that has changed since. A private window, or a second profile, has a jar of its own.',
  ],
  source:
    'RFC 6265bis §5.7 (Storage Model): one cookie store a user agent; OWASP Session Management Cheat Sheet, “Disable Web Browser Cross-Tab Sessions”',
}
