import { labFold } from '../../shared/folds/lab.ts'
import { firstNodes } from '../../shared/stream/first-nodes.ts'
import type { LabNode } from '../../shared/stream/node.ts'
import { useView } from './use-view.ts'

/** The nodes of the lab: what is watched, and how each is doing. */
export const useNodes = (): readonly LabNode[] => {
  const lab = useView(labFold)
  return lab.state === 'known' ? lab.nodes : firstNodes
}
