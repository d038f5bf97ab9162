import { noSteps, stepsSchema } from '../steps.ts'
import { part } from './part.ts'

/** Whether step mode is on, and the hops that it holds, longest held first. */
export const steps = part({
  name: 'steps',
  schema: stepsSchema,
  empty: noSteps,
  step: {
    'steps.changed': (before, { isOn }) => ({ ...before, isOn }),
    'hop.held': (before, { kind, sequence, at, ...hop }) => ({ ...before, held: [...before.held, hop] }),
    'hop.released': (before, { exchange, phase }) => ({
      ...before,
      held: before.held.filter((hop) => hop.exchange !== exchange || hop.phase !== phase),
    }),
  },
})
