import { z } from 'zod'
import { serverStateSchema } from '../lab-state.ts'
import { serverIdSchema } from '../participant.ts'
import { part } from './part.ts'

/** How each server is doing. */
export const servers = part({
  name: 'servers',
  schema: z.record(serverIdSchema, serverStateSchema),
  empty: { counter: { state: 'stopped' }, kv: { state: 'stopped' } },
  step: { 'server.changed': (before, { server, state }) => ({ ...before, [server]: state }) },
})
