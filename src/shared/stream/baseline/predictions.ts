import { z } from 'zod'
import { lessonIdSchema } from '../judged.ts'
import { part } from './part.ts'

/** What the student expects of each experiment, by the index of the choice. */
export const predictions = part({
  name: 'predictions',
  schema: z.record(lessonIdSchema, z.number().int()),
  empty: {},
  step: {
    'experiment.predicted': (before, { experiment, choice }) => {
      const { [experiment]: _earlier, ...others } = before
      return choice === undefined ? others : { ...others, [experiment]: choice }
    },
  },
})
