import { present } from '../../base/present.ts'
import { runSchema, type Run } from '../judged.ts'
import { part } from './part.ts'

/** The run that is under way. */
export const run = part({
  name: 'run',
  schema: runSchema.nullable(),
  empty: null,
  step: {
    'run.began': (_before, { lesson, steps, isByStep }) => ({
      lesson,
      steps,
      begun: 0,
      ...present({ isByStep }),
    }),
    'run.awaits': (before, { index }) => (before === null ? before : { ...before, awaits: index }),
    'run.stepped': (before, { index }) => (before === null ? before : { ...withoutAwaits(before), begun: index + 1 }),
    'run.ended': () => null,
  },
})

const withoutAwaits = ({ awaits: _answered, ...rest }: Run): Run => rest
