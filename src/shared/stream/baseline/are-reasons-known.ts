import { z } from 'zod'
import { browserIdSchema } from '../participant.ts'
import { part } from './part.ts'

/** Whether each browser says why it refuses cookies. */
export const areReasonsKnown = part({
  name: 'areReasonsKnown',
  schema: z.record(browserIdSchema, z.boolean()),
  empty: { 'browser-a': true, 'browser-b': true },
  step: {
    'verdicts.changed': (before, { browser, areReasonsKnown: now }) => ({ ...before, [browser]: now }),
  },
})
