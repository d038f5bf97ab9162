import { z } from 'zod'
import { settingsProblemSchema } from '../settings.ts'
import { part } from './part.ts'

/** What is wrong with the settings. */
export const problems = part({
  name: 'problems',
  schema: z.array(settingsProblemSchema),
  empty: [],
  step: { 'settings.changed': (_before, { problems: now }) => now },
})
