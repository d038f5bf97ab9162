import { z } from 'zod'
import type { Observation } from '../stream/observation.ts'

/** The version of the file format that is written. Whatever changes what a line may say raises it. */
export const recordingVersion = 1

/** Observations that a recording holds at most; older ones are folded into what was so when it begins. */
export const recordedAtMost = 100_000

/** Bytes that a recording's file may have: what is larger is not read. */
export const recordingBytesAtMost = 256_000_000

/** The first line of the file. */
export const recordingHeadSchema = z.object({
  recording: z.literal('sessionscope'),
  version: z.number().int().positive(),
  /** The release that wrote it. */
  product: z.string().regex(/^[\w.+-]{1,40}$/),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
})
export type RecordingHead = z.infer<typeof recordingHeadSchema>

/** The last line of the file: without it, or with another number, some of it is missing. */
export const recordingEndSchema = z.object({ observations: z.number().int().positive() })

/** A part of the stream that was saved: what the panel saw, from a baseline on. */
export interface Recording {
  readonly head: RecordingHead
  /** Begins with a `log.began`; sequences follow each other without gaps. */
  readonly observations: readonly Observation[]
}
