import type { Fold } from '../stream/fold.ts'
import type { Observation } from '../stream/observation.ts'
import { noSteps, type HeldHop } from '../stream/steps.ts'

/** Whether step mode is on, and the hops that it holds now, longest held first. */
export interface StepsView {
  readonly isOn: boolean
  readonly held: readonly HeldHop[]
}

const step = (view: StepsView, observation: Observation): StepsView => {
  switch (observation.kind) {
    case 'log.began':
      return observation.baseline.steps
    case 'steps.changed':
      return { ...view, isOn: observation.isOn }
    case 'hop.held': {
      const { kind, sequence, at, ...hop } = observation
      return { ...view, held: [...view.held, hop] }
    }
    case 'hop.released':
      return {
        ...view,
        held: view.held.filter(
          ({ exchange, phase }) => exchange !== observation.exchange || phase !== observation.phase,
        ),
      }
    default:
      return view
  }
}

/** Folds the stream into step mode as it is. */
export const stepsFold: Fold<StepsView> = { start: () => noSteps, step }
