import { z } from 'zod'
import { jarCookieSchema } from '../lab-state.ts'
import { browserIdSchema } from '../participant.ts'
import { part } from './part.ts'

/** The cookies that each browser holds. */
export const jars = part({
  name: 'jars',
  schema: z.record(browserIdSchema, z.array(jarCookieSchema)),
  empty: { 'browser-a': [], 'browser-b': [] },
  step: { 'jar.changed': (before, { browser, cookies }) => ({ ...before, [browser]: cookies }) },
})
