import { z } from 'zod'
import { lessonIdSchema } from './judged.ts'

/** Which course, and which version of it: what a lab teaches, and what a report is judged by. */
export const courseNameSchema = z.object({ id: lessonIdSchema, version: z.number().int().positive() })
export type CourseName = z.infer<typeof courseNameSchema>
