import { lab } from '../stream/baseline/lab.ts'
import { problems } from '../stream/baseline/problems.ts'
import { servers } from '../stream/baseline/servers.ts'
import { settings } from '../stream/baseline/settings.ts'
import type { Fold } from '../stream/fold.ts'
import type { LabFacts, ServerState } from '../stream/observation.ts'
import type { ServerId } from '../stream/participant.ts'
import type { PublicSettings, SettingsProblem } from '../stream/settings.ts'
import { foldTogether, partFold } from './part-fold.ts'

/** What is known of the lab itself. */
export interface KnownLab {
  readonly state: 'known'
  readonly facts: LabFacts
  readonly settings: PublicSettings
  readonly problems: readonly SettingsProblem[]
  readonly servers: Readonly<Record<ServerId, ServerState>>
}

/** The lab, once its log has begun. */
export type LabView = { readonly state: 'unknown' } | KnownLab

const knownFold = foldTogether<Omit<KnownLab, 'state'>>({
  facts: partFold(lab),
  settings: partFold(settings),
  problems: partFold(problems),
  servers: partFold(servers),
})

/** Folds the stream into the lab's own facts: its settings, what is wrong with them, and its servers. */
export const labFold: Fold<LabView> = {
  start: () => ({ state: 'unknown' }),
  step: (view, observation) => {
    if (view.state === 'unknown' && observation.kind !== 'log.began') return view
    const before = view.state === 'known' ? view : knownFold.start()
    const after = knownFold.step(before, observation)
    return after === view ? view : { ...after, state: 'known' }
  },
}
