import { z } from 'zod'
import { courseNameSchema } from './course-name.ts'

/** A cookie as a browser's jar holds it. */
export const jarCookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(['unspecified', 'none', 'lax', 'strict']),
  /** Milliseconds since 1970; absent for a cookie that ends with the browser. */
  expires: z.number().optional(),
  /** Kept apart for the site that the page belongs to (CHIPS); absent for any other cookie, and where a browser does not say. */
  partitioned: z.literal(true).optional(),
})
export type JarCookie = z.infer<typeof jarCookieSchema>

/** What tells one cookie of a jar from the others (RFC 6265bis §5.7, step 23). */
export const cookieKeySchema = jarCookieSchema.pick({ name: true, domain: true, path: true, partitioned: true })
export type CookieKey = z.infer<typeof cookieKeySchema>

/** What a browser shows. `html` is there only where the panel itself has to draw it (simulated browsers). */
export const pageSchema = z.object({
  url: z.string(),
  title: z.string(),
  state: z.enum(['blank', 'loading', 'shown', 'failed']),
  html: z.string().optional(),
  /** Why it failed, in words. */
  problem: z.string().optional(),
})
export type Page = z.infer<typeof pageSchema>
export const blankPage: Page = { url: '', title: '', state: 'blank' }

/** One key and its value in the key-value service; `value` is JSON text, cut where it is very long; `version` names this very value. */
export const entrySchema = z.object({
  key: z.string(),
  value: z.string(),
  truncated: z.boolean(),
  version: z.string().optional(),
  /** When it ends, in milliseconds since 1970; null where it never does by itself, absent where that is not known. */
  expires: z.number().nullable().optional(),
})
export type Entry = z.infer<typeof entrySchema>

/** What the lab is made of; settled at its start. */
export const labFactsSchema = z.object({
  version: z.string(),
  /** Native Chromium views beside the panel, or browsers that the server simulates. */
  browsers: z.enum(['native', 'simulated']),
  settingsFile: z.string(),
  /** What is taught; the present course unless it is named. */
  course: courseNameSchema.optional(),
})
export type LabFacts = z.infer<typeof labFactsSchema>
