import { lab } from '../stream/baseline/lab.ts'
import { problems } from '../stream/baseline/problems.ts'
import { nodes } from '../stream/baseline/nodes.ts'
import { subject } from '../stream/baseline/subject.ts'
import { settings } from '../stream/baseline/settings.ts'
import type { Fold } from '../stream/fold.ts'
import type { LabNode } from '../stream/node.ts'
import type { LabFacts } from '../stream/lab-state.ts'
import type { SubjectName } from '../stream/subject-name.ts'
import type { PublicSettings, SettingsProblem } from '../stream/settings.ts'
import { foldTogether, partFold } from './part-fold.ts'

/** What is known of the lab itself. */
export interface KnownLab {
  readonly state: 'known'
  readonly facts: LabFacts
  readonly settings: PublicSettings
  readonly problems: readonly SettingsProblem[]
  readonly subject: SubjectName
  readonly nodes: readonly LabNode[]
}

/** The lab, once its log has begun. */
export type LabView = { readonly state: 'unknown' } | KnownLab

const knownFold = foldTogether<Omit<KnownLab, 'state'>>({
  facts: partFold(lab),
  settings: partFold(settings),
  problems: partFold(problems),
  subject: partFold(subject),
  nodes: partFold(nodes),
})

/** Folds the stream into the lab's own facts: its settings, what is wrong with them, and its nodes. */
export const labFold: Fold<LabView> = {
  start: () => ({ state: 'unknown' }),
  step: (view, observation) => {
    if (view.state === 'unknown' && observation.kind !== 'log.began') return view
    const before = view.state === 'known' ? view : knownFold.start()
    const after = knownFold.step(before, observation)
    return after === view ? view : { ...after, state: 'known' }
  },
}
