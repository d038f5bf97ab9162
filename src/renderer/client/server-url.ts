import { labFold, type LabView } from '../../shared/folds/lab.ts'
import type { LabNode } from '../../shared/stream/node.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import { labNodes } from './use-nodes.ts'
import { useView } from './use-view.ts'

/** Where a server listens, without a slash at its end; a made-up address while it does not. */
export const serverUrl = (lab: LabView, server: NodeId): string => {
  const node = labNodes(lab).find(({ id }) => id === server)
  return node === undefined ? madeUp(server) : urlOf(node)
}

/** {@link serverUrl}, now and whenever it changes. */
export const useServerUrl = (server: NodeId): string => serverUrl(useView(labFold), server)

/** The same of every node. */
export const serverUrls = (lab: LabView): Readonly<Record<NodeId, string>> =>
  Object.fromEntries(labNodes(lab).map((node) => [node.id, urlOf(node)]))

const urlOf = ({ id, state, url }: LabNode): string => (state === 'listening' ? url.replace(/\/$/, '') : madeUp(id))

const madeUp = (id: NodeId): string => `http://${id}`
