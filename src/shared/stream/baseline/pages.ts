import { z } from 'zod'
import { blankPage, pageSchema } from '../lab-state.ts'
import { browserIdSchema } from '../participant.ts'
import { part } from './part.ts'

/** What each browser shows. */
export const pages = part({
  name: 'pages',
  schema: z.record(browserIdSchema, pageSchema),
  empty: { 'browser-a': blankPage, 'browser-b': blankPage },
  step: { 'page.changed': (before, { browser, page }) => ({ ...before, [browser]: page }) },
})
