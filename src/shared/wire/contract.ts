import { z } from 'zod'
import { exerciseSourceAtMost } from '../stream/exercise.ts'
import { headerListSchema } from '../stream/header-list.ts'
import { lessonIdSchema } from '../stream/judged.ts'
import { reportNoteChangeSchema } from '../stream/report-note.ts'
import { reportFormatSchema } from '../report/report.ts'
import { bodySchema } from '../stream/body.ts'
import { exchangeIdSchema } from '../stream/changes.ts'
import { cookieKeySchema, jarCookieSchema } from '../stream/lab-state.ts'
import { browserIdSchema } from '../stream/participant.ts'
import { composedRequestSchema } from '../request/composed-request.ts'
import { hopChangeSchema } from '../request/hop-change.ts'
import type { Result } from '../base/result.ts'
import { settingChangeSchema } from '../stream/settings.ts'
import { phaseSchema } from '../stream/steps.ts'

const nothing = z.object({}).strict()

/** A named request that changes something. Its effect is seen in the stream, so it returns nothing. */
const command = <I extends z.ZodType>(input: I) => ({ kind: 'command', input, output: z.undefined() }) as const

/** A named request that only asks. */
const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'query', input, output }) as const

const pixels = z.number().int().min(-100_000).max(100_000)

/** A rectangle of the panel in CSS pixels. */
export const boundsSchema = z.object({ x: pixels, y: pixels, width: pixels.min(0), height: pixels.min(0) })
export type Bounds = z.infer<typeof boundsSchema>

/** A form as a page submitted it; `fields` in document order. */
export const formSchema = z.object({
  method: z.enum(['get', 'post']),
  action: z.string().max(2048),
  fields: z.array(z.tuple([z.string(), z.string()])).max(1000),
})
export type SubmittedForm = z.infer<typeof formSchema>

/** The answer to a composed request, as its sender received it. */
export const sentAnswerSchema = z.object({
  /** Where the log has it; absent where no server observed it, or where it was forgotten already. */
  exchange: exchangeIdSchema.optional(),
  status: z.number().int(),
  reason: z.string(),
  headers: headerListSchema,
  body: bodySchema,
  /** Milliseconds from the first byte sent to the last one received. */
  duration: z.number(),
})
export type SentAnswer = z.infer<typeof sentAnswerSchema>

/** A file for the user to keep; `content` is text, or base64 where the file is none. */
export const reportFileSchema = z.object({
  name: z.string(),
  type: z.string(),
  encoding: z.enum(['utf8', 'base64']),
  content: z.string(),
})
export type ReportFile = z.infer<typeof reportFileSchema>

// Half of a surrogate pair has no bytes in UTF-8, so no key can hold one.
const entryKey = z
  .string()
  .min(1)
  .max(1024)
  .refine((key) => !/\p{Surrogate}/u.test(key), 'a key cannot hold half of a surrogate pair')
/** The value that an entry must still have (RFC 9110 §13.1); `absent`: it must not exist. */
const entryConditionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('present'), version: z.string().regex(/^[\x21\x23-\x7e]{1,200}$/) }),
])
export type EntryCondition = z.infer<typeof entryConditionSchema>

/** Everything that may cross the boundary between the panel and the lab, once. */
export const contract = {
  /** Goes to an address, as typed: `/reset`, `localhost:5100/foo` or a whole URL. */
  'browser.open': command(z.object({ browser: browserIdSchema, address: z.string().min(1).max(2048) })),
  'browser.reload': command(z.object({ browser: browserIdSchema })),
  'browser.clearCookies': command(z.object({ browser: browserIdSchema })),
  /** Opens Chromium's own developer tools; native browsers only. */
  'browser.openDeveloperTools': command(z.object({ browser: browserIdSchema })),
  /** Says where the panel has left room for a native view; `null` hides it. */
  'browser.place': command(z.object({ browser: browserIdSchema, bounds: boundsSchema.nullable() })),
  /** Submits a form of the shown page; simulated browsers only, a native view does so by itself. */
  'browser.submit': command(z.object({ browser: browserIdSchema, form: formSchema })),
  /** Presses the button of this name on the page that is shown, as a visitor would. */
  'browser.press': command(z.object({ browser: browserIdSchema, button: z.string().min(1).max(200) })),
  /** Puts a cookie into a browser's jar as a page of the host would; `instead` names the one that it takes the place of. */
  'cookie.write': command(
    z.object({ browser: browserIdSchema, cookie: jarCookieSchema, instead: cookieKeySchema.optional() }),
  ),
  'cookie.delete': command(z.object({ browser: browserIdSchema, cookie: cookieKeySchema })),
  /** Sets an entry of the key-value service by a real request to it; `value` is JSON text. */
  'entry.write': command(
    z.object({ key: entryKey, value: z.string().min(1).max(500_000), condition: entryConditionSchema }),
  ),
  'entry.delete': command(z.object({ key: entryKey, condition: entryConditionSchema })),
  /** Edits one key of `counter.cfg`. */
  'settings.change': command(settingChangeSchema),
  /** Turns step mode on or off; `limit` is in milliseconds for each hop. */
  'steps.hold': command(z.object({ isOn: z.boolean(), limit: z.number().int().min(100).max(600_000).optional() })),
  /** Lets one hop go on: that of an exchange, or the one that is held longest. */
  'steps.next': command(z.object({ exchange: exchangeIdSchema.optional() })),
  /** Changes a message that is held, and lets what came of it go on. Its exchange is marked for good, and is evidence for nothing. */
  'steps.change': command(z.object({ exchange: exchangeIdSchema, phase: phaseSchema, change: hopChangeSchema })),
  /** The time after which a held message goes on by itself begins anew. */
  'steps.keep': command(z.object({ exchange: exchangeIdSchema })),
  /** Lets everything that is under way run to its end. */
  'steps.release': command(nothing),
  /** Does the steps of a point or an experiment, one after the other, at a pace that can be watched, or each at its user's word. */
  'lesson.run': command(z.object({ lesson: lessonIdSchema, isByStep: z.boolean().optional() })),
  /** Lets a run that goes step by step do its next step; `isDone` where its user did it by hand already. */
  'run.next': command(z.object({ isDone: z.boolean() })),
  /** Says what the student expects of an experiment, before it is known; from then on it is judged, by hand or run. */
  'experiment.predict': command(z.object({ experiment: lessonIdSchema, choice: z.number().int().min(0).max(20) })),
  /** Forgets a verdict; what was observed so far no longer counts for it. */
  'lesson.reset': command(z.object({ lesson: lessonIdSchema })),
  /** Ends the run that is under way. */
  'run.stop': command(nothing),
  /** Keeps whose report it is, and notes to go with it. */
  'report.describe': command(reportNoteChangeSchema),
  /** Makes the report of all that was observed so far. */
  'report.make': query(
    z.object({ format: reportFormatSchema, zone: z.number().int().min(-1440).max(1440) }),
    reportFileSchema,
  ),
  /** Writes the student's file in place of the version that `base` names; without one, over whatever is there, of which a copy is kept. */
  'exercise.write': command(
    z.object({ source: z.string().max(exerciseSourceAtMost), base: z.string().max(64).optional() }),
  ),
  /** Brings the template back; a copy of what is there is kept. */
  'exercise.reset': command(nothing),
  /** Tries every behaviour of the student's class. */
  'exercise.check': command(nothing),
  /** Puts a worked solution in the place of the untouched template. */
  'exercise.demonstrate': command(nothing),
  /** Forgets every exchange; what is now (entries, jars, settings) stays known. */
  'log.clear': command(nothing),
  /** The text that `sessionscope dump` prints, for the entries whose key starts with `prefix`. */
  'entries.dump': query(
    z.object({ prefix: z.string().max(1024) }),
    z.object({ text: z.string(), truncated: z.boolean() }),
  ),
  /** Sends a request to one of the lab's own servers, over HTTP like any client. */
  'request.send': query(composedRequestSchema, sentAnswerSchema),
}

export type Contract = typeof contract
export type OperationName = keyof Contract
export type Input<N extends OperationName> = z.infer<Contract[N]['input']>
export type Output<N extends OperationName> = z.infer<Contract[N]['output']>

/** What carries out the operations: total over the contract, so that a missing handler does not compile. */
export type Handlers = {
  [N in OperationName]: (input: Input<N>) => Promise<Result<Output<N>>>
}

/** What an operation is about: the word before the dot. */
type Area = OperationName extends infer N ? (N extends `${infer A}.${string}` ? A : never) : never

/** The handlers of some areas; those of all areas together are {@link Handlers}. */
export type HandlersOf<A extends Area> = Pick<Handlers, Extract<OperationName, `${A}.${string}`>>

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(contract, name)
