import { labFactsSchema } from '../lab-state.ts'
import { part } from './part.ts'

/** What the lab is made of. */
export const lab = part({
  name: 'lab',
  schema: labFactsSchema,
  empty: { version: '', browsers: 'simulated', settingsFile: '' },
  step: {},
})
