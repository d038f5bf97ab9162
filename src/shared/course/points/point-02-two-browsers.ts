import type { Point } from '../lesson.ts'
import { step } from '../step.ts'
import { checkTwoBrowsers } from './two-browsers.ts'

/** Two browsers, two counts. */
export const twoBrowsers: Point = {
  kind: 'point',
  id: 'point-2',
  number: 2,
  title: 'Two browsers, two counts',
  task: 'Reload Browser A a few times and Browser B fewer times, or bring a browser of your own to the counter’s address.',
  look: 'Each browser counts for itself. The server is the same one; what differs is the cookie that each of them brings.',
  hints: [
    'Compare the two jars below the pages: which part of the cookies differs?',
    'Reload Browser A until its count is higher than that of Browser B.',
  ],
  explanation: [
    'HTTP has no memory: to the server every request is the first. The session cookie is what makes a series of requests into one visitor.',
    'Two browsers have two jars, so they are two visitors, even on one machine. A private window is a second jar, too.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE off', { do: 'set', change: { key: 'USE_SESSION_STORE', value: false } }),
    step('Open the counter in Browser B', { do: 'open', browser: 'browser-b', address: '/' }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload Browser A', { do: 'reload', browser: 'browser-a' }),
    step('And once more', { do: 'reload', browser: 'browser-a' }),
    step('Look at Browser B again: it counts for itself', { do: 'reload', browser: 'browser-b' }),
  ],
  check: checkTwoBrowsers('client-side', 'Each browser has a count of its own: each brings its own cookie.'),
}
