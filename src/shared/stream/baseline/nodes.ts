import { z } from 'zod'
import { firstNodes, firstServersSchema, nodesOfServers } from '../first-nodes.ts'
import { labNodeSchema, withServerState } from '../node.ts'
import { part } from './part.ts'

/** The servers that are watched. */
export const nodes = part({
  name: 'nodes',
  schema: z.array(labNodeSchema),
  empty: [...firstNodes],
  step: { 'server.changed': (before, { server, state }) => withServerState(before, server, state) },
})

const ofFirstVersion = z.looseObject({ nodes: z.undefined().optional(), servers: firstServersSchema.optional() })

/** A baseline of 0.1.0, which has `servers` in the place of nodes, as later ones have it; any other as it is. */
export const withNodes = (stored: unknown): unknown => {
  const first = ofFirstVersion.safeParse(stored)
  if (!first.success) return stored
  const { servers, ...rest } = first.data
  return { ...rest, nodes: nodesOfServers(servers) }
}
