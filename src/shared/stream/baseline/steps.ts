import { noSteps, stepsSchema, type HeldHop } from '../steps.ts'
import { part } from './part.ts'

type HopKey = Pick<HeldHop, 'exchange' | 'phase'>

const isSameHop =
  ({ exchange, phase }: HopKey) =>
  (hop: HopKey): boolean =>
    hop.exchange === exchange && hop.phase === phase

// One whose time begins anew keeps its place.
const withHop = (held: readonly HeldHop[], hop: HeldHop): HeldHop[] =>
  held.some(isSameHop(hop)) ? held.map((one) => (isSameHop(hop)(one) ? hop : one)) : [...held, hop]

/** Whether step mode is on, and the hops that it holds, longest held first. */
export const steps = part({
  name: 'steps',
  schema: stepsSchema,
  empty: noSteps,
  step: {
    'steps.changed': (before, { isOn }) => ({ ...before, isOn }),
    'hop.held': (before, { kind, sequence, at, ...hop }) => ({ ...before, held: withHop(before.held, hop) }),
    'hop.released': (before, released) => ({
      ...before,
      held: before.held.filter((hop) => !isSameHop(released)(hop)),
    }),
  },
})
