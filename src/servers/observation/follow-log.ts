import type { Observation } from '../../shared/stream/observation.ts'
import type { Turn } from './turnstile.ts'

/** Who follows a log. */
export interface Follower {
  /** Takes a batch; the next one comes when it is done with this one. */
  readonly onBatch: (batch: readonly Observation[]) => void | Promise<void>
  /** It threw: nothing more comes. */
  readonly onFailure: (thrown: unknown) => void
}

/** How much is read at once. */
export interface ReadLimit {
  /** How many observations. */
  readonly count: number
  /** What they weigh together, unless the first of them alone weighs more. */
  readonly weight: number
}

/** What can be followed. */
interface Readable {
  /** The observations after a sequence, within a limit. */
  readonly read: (after: number, limit: ReadLimit) => readonly Observation[]
  /** Tells of each append; returns what ends it. */
  readonly onAppend: (listener: () => void) => () => void
  /** Resolves when another batch may be read. */
  readonly turn: Turn
}

/** Milliseconds between two batches: a frame, so that a panel draws each batch once. */
const frame = 16

/** What a batch holds at most, unless it is of one observation only. */
export const batchAtMost = { count: 2_000, weight: 1_000_000 }

/**
 * Brings a log to a follower from a sequence on. It pulls: one batch a frame at most, and none before the follower is
 * done with the last, so that a slow one neither piles up memory nor slows the servers down.
 */
export const followLog = (
  { read, onAppend, turn }: Readable,
  after: number,
  { onBatch, onFailure }: Follower,
): (() => void) => {
  let last = after
  let state: 'idle' | 'busy' | 'stopped' = 'idle'
  const isStopped = () => state === 'stopped'

  const pump = async (): Promise<void> => {
    for (;;) {
      // What is appended in the same turn of the event loop travels in the same batch.
      await turn()
      if (isStopped()) return
      const batch = read(last, batchAtMost)
      const newest = batch.at(-1)
      if (newest === undefined) break
      last = newest.sequence
      await onBatch(batch)
      await new Promise((resolve) => setTimeout(resolve, frame))
      if (isStopped()) return
    }
    state = 'idle'
  }

  const wake = (): void => {
    if (state !== 'idle') return
    state = 'busy'
    pump().catch((thrown: unknown) => {
      if (isStopped()) return
      stop()
      onFailure(thrown)
    })
  }

  const unsubscribe = onAppend(wake)
  const stop = (): void => {
    state = 'stopped'
    unsubscribe()
  }
  wake()
  return stop
}
