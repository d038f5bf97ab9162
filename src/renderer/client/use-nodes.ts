import { labFold, type LabView } from '../../shared/folds/lab.ts'
import { firstNodes } from '../../shared/stream/first-nodes.ts'
import type { LabNode } from '../../shared/stream/node.ts'
import { useView } from './use-view.ts'

/** The nodes of the lab: what is watched, and how each is doing. */
export const useNodes = (): readonly LabNode[] => labNodes(useView(labFold))

/** The same of what is known of a lab. */
export const labNodes = (lab: LabView): readonly LabNode[] => (lab.state === 'known' ? lab.nodes : firstNodes)
