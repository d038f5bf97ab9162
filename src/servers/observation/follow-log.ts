import type { Observation } from '../../shared/observation.ts'
import type { ObservationLog } from './observation-log.ts'

type Listener = (batch: readonly Observation[]) => void | Promise<void>

/** Milliseconds between two batches: a frame, so that a panel draws each batch once. */
const frame = 16
const batchAtMost = 2_000

/**
 * Brings a log to a listener from a sequence on. It pulls: one batch a frame at most, and none before the listener is
 * done with the last, so that a slow one neither piles up memory nor slows the servers down.
 */
export const followLog = (log: Pick<ObservationLog, 'read' | 'onAppend'>, after: number, listener: Listener): (() => void) => {
  let last = after
  let state: 'idle' | 'busy' | 'stopped' = 'idle'
  const isStopped = () => state === 'stopped'

  const pump = async (): Promise<void> => {
    for (;;) {
      const batch = log.read(last, batchAtMost)
      const newest = batch.at(-1)
      if (newest === undefined) break
      last = newest.sequence
      await listener(batch)
      await new Promise((resolve) => setTimeout(resolve, frame))
      if (isStopped()) return
    }
    state = 'idle'
  }

  const wake = (): void => {
    if (state !== 'idle') return
    state = 'busy'
    // What is appended in the same turn of the event loop travels in the same batch.
    setImmediate(() => {
      if (!isStopped()) pump().catch(stop)
    })
  }

  const unsubscribe = log.onAppend(wake)
  const stop = (): void => {
    state = 'stopped'
    unsubscribe()
  }
  wake()
  return stop
}
