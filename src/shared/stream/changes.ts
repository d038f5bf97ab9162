import { z } from 'zod'
import { jsonObjectSchema } from '../base/json.ts'
import { bodySchema } from './body.ts'
import { exerciseReportSchema, exerciseSchema } from './exercise.ts'
import { headerListSchema } from './header-list.ts'
import { judgedSchema, lessonIdSchema, runOutcomeSchema } from './judged.ts'
import { entrySchema, jarCookieSchema, pageSchema } from './lab-state.ts'
import { serverStateSchema } from './node.ts'
import { browserIdSchema, nodeIdSchema, ownNodeIdSchema, participantSchema } from './participant.ts'
import { reportNoteSchema } from './report-note.ts'
import { publicSettingsSchema, settingsProblemSchema } from './settings.ts'
import { handChangeSchema, heldHopSchema, releaseCauseSchema } from './steps.ts'
import { subjectNameSchema } from './subject-name.ts'
import { troubleSourceSchema } from './trouble.ts'

/** Number of an exchange, counted from 1 by the log; what the panel shows as `#44`. */
export const exchangeIdSchema = z.number().int().positive()
export type ExchangeId = number

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

/**
 * Who says what became of a session: the application itself, or whoever read its messages on the wire. Streams of 0.1.0
 * do not say it; there it was always the application.
 */
const sessionSourceSchema = z.enum(['app', 'wire']).default('app')

/** Whose page can crash. */
const crashingSchema = z.enum(['panel', ...browserIdSchema.options])
export type Crashing = z.infer<typeof crashingSchema>

/** The schema of one kind of fact. */
export const fact = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape })
const exchange = exchangeIdSchema

/** Each kind of fact but the one that begins a log. What of them is state has a part in the baseline (`baseline/`). */
export const changes = [
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
    /** It was sent to an HTTP proxy, by its whole URL, and is shown as the application got it. */
    isProxied: z.literal(true).optional(),
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
    source: sessionSourceSchema,
    mode: sessionModeSchema,
    /** The cookie's value as it came, if one came. */
    cookie: z.string().optional(),
    /** Server-side: the id under which the data was looked up. */
    id: z.string().optional(),
    outcome: sessionOutcomeSchema,
  }),
  fact('session.saved', {
    exchange,
    source: sessionSourceSchema,
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
  /** Said again of a hop whose time begins anew. */
  fact('hop.held', heldHopSchema.shape),
  /** Somebody changed what is held by hand; it is released right after. */
  fact('hop.changed', { exchange, ...handChangeSchema.shape }),
  fact('hop.released', { exchange, phase: heldHopSchema.shape.phase, cause: releaseCauseSchema }),
  fact('lesson.judged', { lesson: lessonIdSchema, judged: judgedSchema }),
  /** What the student expects of an experiment, by the index of the choice; without one it is forgotten. */
  fact('experiment.predicted', { experiment: lessonIdSchema, choice: z.number().int().optional() }),
  /** Fresh browsers with empty jars stand in for the two for this experiment, or, without one, those are themselves again. */
  fact('stage.changed', { lesson: lessonIdSchema.optional() }),
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
  /** What is known of what is watched changed. */
  fact('subject.changed', { subject: subjectNameSchema }),
  /** One of the nodes began to listen, or stopped. */
  fact('server.changed', { server: ownNodeIdSchema, state: serverStateSchema }),
  /** A part of the lab does not work as it should, or, without a problem, does again. */
  fact('trouble.changed', { source: troubleSourceSchema, problem: z.string().optional() }),
] as const

/** When a fact was appended. */
export interface Stamp {
  readonly sequence: number
  readonly at: number
}

/** One stamped fact that is not the beginning of a log. */
export type Change = Stamp & z.infer<(typeof changes)[number]>
export type ChangeKind = Change['kind']
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>
