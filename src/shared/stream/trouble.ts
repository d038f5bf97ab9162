import { z } from 'zod'

/** The parts of the lab that can be in trouble; each has one trouble at a time. */
export const troubleSourceSchema = z.enum([
  'progress',
  'report',
  'settings',
  'exercise',
  'storage',
  'browser-a',
  'browser-b',
  'lab',
])
export type TroubleSource = z.infer<typeof troubleSourceSchema>

/** What does not work as it should, in whole sentences for the user, by the part of the lab that it concerns. */
export const troublesSchema = z.partialRecord(troubleSourceSchema, z.string())
export type TroublesBySource = Readonly<z.infer<typeof troublesSchema>>
