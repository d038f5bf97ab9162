import type { LabNode } from '../../shared/stream/node.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import { useNodes } from './use-nodes.ts'

/** Where a server listens, without a slash at its end; a made-up address while it does not. */
export const useServerUrl = (server: NodeId): string => {
  const node = useNodes().find(({ id }) => id === server)
  return node === undefined ? madeUp(server) : urlOf(node)
}

/** The same of every node. */
export const useServerUrls = (): Readonly<Record<NodeId, string>> =>
  Object.fromEntries(useNodes().map((node) => [node.id, urlOf(node)]))

const urlOf = ({ id, state, url }: LabNode): string => (state === 'listening' ? url.replace(/\/$/, '') : madeUp(id))

const madeUp = (id: NodeId): string => `http://${id}`
