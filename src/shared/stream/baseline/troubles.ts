import { troublesSchema } from '../trouble.ts'
import { part } from './part.ts'

/** What does not work as it should. Streams that were kept by version 0.1.0 do not say. */
export const troubles = part({
  name: 'troubles',
  schema: troublesSchema.default({}),
  empty: {},
  step: {
    'trouble.changed': (before, { source, problem }) => {
      const { [source]: _earlier, ...others } = before
      return problem === undefined ? others : { ...others, [source]: problem }
    },
  },
})
