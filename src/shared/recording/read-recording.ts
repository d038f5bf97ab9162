import type { z } from 'zod'
import { excessOf } from '../base/json-bounds.ts'
import { failure, success, type Result } from '../base/result.ts'
import { observationSchema, type Observation } from '../stream/observation.ts'
import {
  recordedAtMost,
  recordingBytesAtMost,
  recordingEndSchema,
  recordingHeadSchema,
  recordingVersion,
  type Recording,
  type RecordingHead,
} from './recording.ts'

/** Of one line: a baseline is the largest thing that one may hold. */
const lineBounds = { depth: 240, values: 2_000_000 }

/**
 * Reads a recording. It is taken whole or not at all: with a piece missing the views would show what never was. Fails in
 * words that name the line.
 */
export const readRecording = (text: string, name: string): Result<Recording> => {
  if (text.length > recordingBytesAtMost)
    return failure('bad-input', `${name} is too large: more than ${recordingBytesAtMost / 1_000_000} MB.`)
  const lines = text.replace(/\r?\n$/, '').split('\n')
  const head = readHead(lines[0] ?? '', name)
  if (!head.ok) return head
  const end = parseLine(lines.at(-1) ?? '', recordingEndSchema)
  if (!end.ok || end.value.observations !== lines.length - 2)
    return failure('bad-input', `${name} is not whole: its last line does not say how many lines there are before it.`)
  if (end.value.observations > recordedAtMost + 1)
    return failure('bad-input', `${name} has more than ${recordedAtMost} observations.`)
  return readObservations(lines.slice(1, -1), head.value, name)
}

const readHead = (line: string, name: string): Result<RecordingHead> => {
  const head = parseLine(line, recordingHeadSchema)
  if (!head.ok) return failure('bad-input', `${name} is no recording of Sessionscope.`)
  const { version, product } = head.value
  return version > recordingVersion
    ? failure(
        'bad-input',
        `${name} was saved by a newer Sessionscope (${product}): its format is ${version}, and this one reads up to ${recordingVersion}.`,
      )
    : head
}

const readObservations = (lines: readonly string[], head: RecordingHead, name: string): Result<Recording> => {
  const observations: Observation[] = []
  for (const [index, line] of lines.entries()) {
    const read = parseLine(line, observationSchema)
    if (!read.ok) return failure('bad-input', `${name} is damaged: line ${index + 2} ${read.failure.message}.`)
    const problem = misplaced(read.value, observations.at(-1))
    if (problem !== undefined) return failure('bad-input', `${name} is damaged: line ${index + 2} ${problem}.`)
    observations.push(read.value)
  }
  return success({ head, observations })
}

const misplaced = ({ kind, sequence }: Observation, previous: Observation | undefined): string | undefined => {
  if (previous === undefined) return kind === 'log.began' ? undefined : 'does not say what was so at the beginning'
  return sequence === previous.sequence + 1 ? undefined : `does not follow on observation ${previous.sequence}`
}

const parseLine = <T>(line: string, schema: z.ZodType<T>): Result<T> => {
  const excess = excessOf(line, lineBounds)
  if (excess !== undefined) return failure('bad-input', `cannot be read: ${excess}`)
  const json = parseJsonLine(line)
  if (!json.ok) return json
  const parsed = schema.safeParse(json.value)
  return parsed.success ? success(parsed.data) : failure('bad-input', 'is no observation')
}

const parseJsonLine = (line: string): Result<unknown> => {
  try {
    return success(JSON.parse(line))
  } catch {
    return failure('bad-input', 'is no JSON')
  }
}
