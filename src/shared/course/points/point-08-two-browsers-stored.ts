import type { Point } from '../lesson.ts'
import { step } from '../step.ts'
import { checkTwoBrowsers } from './two-browsers.ts'

/** Two browsers again, now server-side. */
export const twoBrowsersStored: Point = {
  kind: 'point',
  id: 'point-8',
  number: 8,
  title: 'Two browsers again, now server-side',
  task: 'With `USE_SESSION_STORE` on, reload both browsers, one of them more often.',
  look: 'Again each counts for itself, though the cookies hold no count any more. The Store tab has an entry for each.',
  hints: [
    'Open the Store tab: its entries say which browser they belong to.',
    'Reload Browser A three times and Browser B once.',
  ],
  explanation: [
    'The cookie is only a name tag now: a random id. What belongs to it lies in the key-value service, one entry a visitor.',
    'The counter itself still remembers nothing. Any counter that reaches the same store can answer the next request.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Open the counter in Browser B', { do: 'open', browser: 'browser-b', address: '/' }),
    step('Reload Browser A', { do: 'reload', browser: 'browser-a' }),
    step('And once more', { do: 'reload', browser: 'browser-a' }),
  ],
  check: checkTwoBrowsers('server-side', 'Each browser has a count of its own: each brings its own id.'),
}
