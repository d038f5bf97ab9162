import type { Fold } from '../stream/fold.ts'
import { withServerState, type LabNode } from '../stream/node.ts'
import type { LabFacts } from '../stream/observation.ts'
import type { PublicSettings, SettingsProblem } from '../stream/settings.ts'

/** What is known of the lab itself. */
export interface KnownLab {
  readonly state: 'known'
  readonly facts: LabFacts
  readonly settings: PublicSettings
  readonly problems: readonly SettingsProblem[]
  readonly nodes: readonly LabNode[]
}

/** The lab, once its log has begun. */
export type LabView = { readonly state: 'unknown' } | KnownLab

/** Folds the stream into the lab's own facts: its settings, what is wrong with them, and its nodes. */
export const labFold: Fold<LabView> = {
  start: () => ({ state: 'unknown' }),
  step: (view, observation) => {
    if (observation.kind === 'log.began') {
      const { lab, settings, problems, nodes } = observation.baseline
      return { state: 'known', facts: lab, settings, problems, nodes }
    }
    if (view.state === 'unknown') return view
    if (observation.kind === 'settings.changed')
      return { ...view, settings: observation.settings, problems: observation.problems }
    if (observation.kind === 'server.changed')
      return { ...view, nodes: withServerState(view.nodes, observation.server, observation.state) }
    return view
  },
}
