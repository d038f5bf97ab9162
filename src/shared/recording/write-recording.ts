import { baselineFold } from '../folds/baseline.ts'
import { toBaseline } from '../stream/baseline/baseline.ts'
import { foldAll } from '../stream/fold.ts'
import type { Observation } from '../stream/observation.ts'
import { recordedAtMost, recordingVersion, type RecordingHead } from './recording.ts'

interface WriteOptions {
  /** The release that writes. */
  readonly product: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** How many observations are kept; the older ones are folded into the baseline. */
  readonly atMost?: number
}

/**
 * A stream as the lines of a recording: a head, one observation a line, and an end that says how many there are
 * (JSON Lines: whoever reads it never has more than one line to measure). The stream must begin with a `log.began`.
 */
export function* recordingLines(
  observations: readonly Observation[],
  { product, savedAt, atMost = recordedAtMost }: WriteOptions,
): Generator<string> {
  const head: RecordingHead = { recording: 'sessionscope', version: recordingVersion, product, savedAt }
  yield `${JSON.stringify(head)}\n`
  const kept = newest(observations, atMost)
  for (const observation of kept) yield `${JSON.stringify(observation)}\n`
  yield `${JSON.stringify({ observations: kept.length })}\n`
}

const newest = (observations: readonly Observation[], atMost: number): readonly Observation[] => {
  const excess = observations.length - atMost
  const last = observations[excess]
  if (excess <= 0 || last === undefined) return observations
  const baseline = toBaseline(foldAll(baselineFold, observations.slice(0, excess + 1)))
  const { sequence, at } = last
  return [{ sequence, at, kind: 'log.began', cause: 'trimmed', baseline }, ...observations.slice(excess + 1)]
}
