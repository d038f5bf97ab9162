import { z } from 'zod'
import { courseNameSchema } from './course-name.ts'
import { exerciseReportSchema, exerciseSchema } from './exercise.ts'
import { headerListSchema } from './header-list.ts'
import { jsonObjectSchema } from '../base/json.ts'
import { judgedSchema, lessonIdSchema, runOutcomeSchema, runSchema } from './judged.ts'
import { reportNoteSchema } from './report-note.ts'
import { browserIdSchema, nodeIdSchema, participantSchema, serverIdSchema } from './participant.ts'
import { publicSettingsSchema, settingsProblemSchema } from './settings.ts'
import { heldHopSchema, releaseCauseSchema, stepsSchema } from './steps.ts'
import { troublesSchema, troubleSourceSchema } from './trouble.ts'

/** Number of an exchange, counted from 1 by the log; what the panel shows as `#44`. */
export const exchangeIdSchema = z.number().int().positive()
export type ExchangeId = number

/** The bytes of a message body, as much of them as the log keeps. */
export const bodySchema = z.object({
  /** How `text` stands for the bytes: as UTF-8, or as base64 where they are not UTF-8. */
  encoding: z.enum(['utf8', 'base64']),
  text: z.string(),
  /** Length on the wire in bytes; more than `text` holds when it was truncated. */
  bytes: z.number().int(),
  truncated: z.boolean(),
})
export type Body = z.infer<typeof bodySchema>
export const emptyBody: Body = { encoding: 'utf8', text: '', bytes: 0, truncated: false }

export const sessionModeSchema = z.enum(['client-side', 'server-side'])
export type SessionMode = z.infer<typeof sessionModeSchema>

/** Why a session cookie was not accepted. */
export const sessionRefusalSchema = z.enum([
  'malformed',
  'bad-signature',
  'expired',
  'from-the-future',
  'too-large',
  'not-an-object',
  'too-deep',
  'malformed-id',
  'unknown-id',
])
export type SessionRefusal = z.infer<typeof sessionRefusalSchema>

/** What came of the session cookie of a request: there was none, it was accepted, or it was refused. */
export const sessionOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('loaded'), data: jsonObjectSchema }),
  z.object({ state: z.literal('refused'), reason: sessionRefusalSchema, detail: z.string().optional() }),
])
export type SessionOutcome = z.infer<typeof sessionOutcomeSchema>

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

/** Whose page can crash. */
const crashingSchema = z.enum(['panel', ...browserIdSchema.options])
export type Crashing = z.infer<typeof crashingSchema>

/** One key and its value in the key-value service; `value` is JSON text, cut where it is very long; `version` names this very value. */
export const entrySchema = z.object({
  key: z.string(),
  value: z.string(),
  truncated: z.boolean(),
  version: z.string().optional(),
})
export type Entry = z.infer<typeof entrySchema>

/** How a server is doing. */
export const serverStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('listening'), url: z.string() }),
  z.object({ state: z.literal('stopped'), problem: z.string().optional() }),
])
export type ServerState = z.infer<typeof serverStateSchema>

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

/** Everything that must be known before the first observation of a log, so that a cleared log does not make a view lie. */
export const baselineSchema = z.object({
  lab: labFactsSchema,
  settings: publicSettingsSchema,
  problems: z.array(settingsProblemSchema),
  servers: z.record(serverIdSchema, serverStateSchema),
  pages: z.record(browserIdSchema, pageSchema),
  jars: z.record(browserIdSchema, z.array(jarCookieSchema)),
  /** Whether each browser says why it refuses cookies. */
  areReasonsKnown: z.record(browserIdSchema, z.boolean()),
  /** The first entries in key order; `moreEntries` says how many there are beyond them. */
  entries: z.array(entrySchema),
  moreEntries: z.number().int(),
  steps: stepsSchema,
  lessons: z.record(lessonIdSchema, judgedSchema),
  run: runSchema.nullable(),
  report: reportNoteSchema,
  exercise: exerciseSchema,
  /** What the newest check of the exercise found, of whichever version. */
  exerciseReport: exerciseReportSchema.nullable(),
  /** What the student expects of each experiment, by the index of the choice. */
  predictions: z.record(lessonIdSchema, z.number().int()),
  /** What does not work as it should. Streams that were kept by version 0.1.0 do not say. */
  troubles: troublesSchema.default({}),
})
export type Baseline = z.infer<typeof baselineSchema>

const fact = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape })
const exchange = exchangeIdSchema

/** Each kind of fact that the log can hold. Who appends it stamps nothing: sequence and time are the log's. */
export const factSchema = z.discriminatedUnion('kind', [
  fact('log.began', { cause: z.enum(['start', 'cleared', 'trimmed']), baseline: baselineSchema }),
  fact('exchange.requested', {
    exchange,
    /** The exchange in whose course this one was made: the click behind a store call. */
    parent: exchange.optional(),
    from: participantSchema,
    to: nodeIdSchema,
    method: z.string(),
    target: z.string(),
    httpVersion: z.string(),
    headers: headerListSchema,
    body: bodySchema,
    /** The sender's port: which of its connections the request came over. */
    connection: z.number().int().optional(),
  }),
  fact('exchange.answered', {
    exchange,
    status: z.number().int(),
    reason: z.string(),
    /** Of the answer, where it is not 1.1, as that of the lab's servers is; empty where nobody knows it. */
    httpVersion: z.string().optional(),
    headers: headerListSchema,
    body: bodySchema,
    /** Milliseconds from the request's arrival to the answer's last byte. */
    duration: z.number(),
  }),
  fact('exchange.failed', { exchange, problem: z.string(), duration: z.number() }),
  fact('session.opened', {
    exchange,
    mode: sessionModeSchema,
    /** The cookie's value as it came, if one came. */
    cookie: z.string().optional(),
    /** Server-side: the id under which the data was looked up. */
    id: z.string().optional(),
    outcome: sessionOutcomeSchema,
  }),
  fact('session.saved', {
    exchange,
    mode: sessionModeSchema,
    id: z.string().optional(),
    /** Absent when the session was emptied and so deleted. */
    data: jsonObjectSchema.optional(),
    setCookie: z.string(),
  }),
  /** `isElsewhere`: another process wrote it, some time before it was seen. */
  fact('entry.written', {
    exchange: exchange.optional(),
    entry: entrySchema,
    isNew: z.boolean(),
    isElsewhere: z.boolean().optional(),
  }),
  fact('entry.deleted', {
    exchange: exchange.optional(),
    key: z.string(),
    cause: z.enum(['deleted', 'expired', 'elsewhere']),
  }),
  fact('jar.changed', { browser: browserIdSchema, cookies: z.array(jarCookieSchema) }),
  /** A browser's own verdict: it did not keep a Set-Cookie line, or held a cookie back from a request. */
  fact('cookie.blocked', {
    browser: browserIdSchema,
    url: z.string(),
    occasion: z.enum(['answer', 'request']),
    /** The line as it was sent, or `name=value` of the cookie that was held back. */
    text: z.string(),
    /** By Chromium's names (DevTools Protocol, Network.SetCookieBlockedReason, Network.CookieBlockedReason). */
    reasons: z.array(z.string()),
  }),
  /** Whether a browser says why it refuses cookies. */
  fact('verdicts.changed', { browser: browserIdSchema, areReasonsKnown: z.boolean() }),
  fact('page.changed', { browser: browserIdSchema, page: pageSchema }),
  /** What draws a page died: that of a browser, or the panel itself. `isRevived`: it is loaded anew without being asked. */
  fact('page.crashed', { of: crashingSchema, reason: z.string(), isRevived: z.boolean() }),
  fact('settings.changed', { settings: publicSettingsSchema, problems: z.array(settingsProblemSchema) }),
  fact('steps.changed', { isOn: z.boolean() }),
  fact('hop.held', heldHopSchema.shape),
  fact('hop.released', { exchange, phase: heldHopSchema.shape.phase, cause: releaseCauseSchema }),
  fact('lesson.judged', { lesson: lessonIdSchema, judged: judgedSchema }),
  /** What the student expects of an experiment, by the index of the choice; without one it is forgotten. */
  fact('experiment.predicted', { experiment: lessonIdSchema, choice: z.number().int().optional() }),
  fact('run.began', { lesson: lessonIdSchema, steps: z.array(z.string()), isByStep: z.boolean().optional() }),
  /** A run that goes step by step waits for its user's word to do the step of this index. */
  fact('run.awaits', { lesson: lessonIdSchema, index: z.number().int() }),
  /** A step of the run begins. */
  fact('run.stepped', { lesson: lessonIdSchema, index: z.number().int() }),
  fact('run.ended', { lesson: lessonIdSchema, outcome: runOutcomeSchema, problem: z.string().optional() }),
  /** What the student says of the report. */
  fact('report.described', { note: reportNoteSchema }),
  /** The student's file changed, in whatever editor, or what is known of it. */
  fact('exercise.changed', { exercise: exerciseSchema }),
  fact('exercise.checked', exerciseReportSchema.shape),
  fact('server.changed', { server: serverIdSchema, state: serverStateSchema }),
  /** A part of the lab does not work as it should, or, without a problem, does again. */
  fact('trouble.changed', { source: troubleSourceSchema, problem: z.string().optional() }),
])
export type Fact = z.infer<typeof factSchema>
export type FactKind = Fact['kind']
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

/** One stamped fact of the append-only stream. `sequence` counts from 1 without gaps; `at` is milliseconds since 1970. */
export const observationSchema = z.intersection(z.object({ sequence: z.number().int(), at: z.number() }), factSchema)
export type Observation = { readonly sequence: number; readonly at: number } & Fact
export type ObservationOf<K extends FactKind> = Extract<Observation, { kind: K }>
