import { z } from 'zod'
import { notYetListening, serverStateSchema, withServerState, type LabNode } from './node.ts'

/** The nodes of 0.1.0, whose streams, reports and archives do not list them; also what is taken for so before a stream has begun. */
export const firstNodes: readonly LabNode[] = [
  notYetListening({ id: 'counter', label: 'counter', role: 'app' }),
  notYetListening({ id: 'kv', label: 'key-value', role: 'store' }),
]

/** What a baseline of 0.1.0 says of them in the place of `nodes`. */
export const firstServersSchema = z.object({ counter: serverStateSchema, kv: serverStateSchema })

/** The nodes of a baseline that does not list them. */
export const nodesOfServers = (servers: z.infer<typeof firstServersSchema> | undefined): LabNode[] =>
  Object.entries(servers ?? {}).reduce<LabNode[]>(
    (nodes, [id, state]) => withServerState(nodes, id, state),
    [...firstNodes],
  )
