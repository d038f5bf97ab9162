import type { Observation } from '../../../shared/stream/observation.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'

/** Reads a log as it grows. Its owner closes it. */
export interface LeisurelyFollower {
  /** Reads all that was observed until now, and looks at it. */
  catchUp(): void
  close(): void
}

interface FollowerOptions {
  readonly log: Pick<ObservationLog, 'read' | 'onAppend'>
  /** Given each observation, in their order. */
  readonly take: (observation: Observation) => void
  /** Called when all were taken. */
  readonly look: () => void
}

// Milliseconds between two looks: soon enough for an eye. A look that took long, in a crowd of requests, is not taken again
// before twenty times that have passed, so that judging costs a twentieth of the time at most.
const interval = 100
const rest = 20
const readAtOnce = 2_000

/** A {@link LeisurelyFollower} from the beginning of a log. */
export const followAtLeisure = ({ log, take, look }: FollowerOptions): LeisurelyFollower => {
  let last = 0
  let pause = interval
  let timer: NodeJS.Timeout | undefined

  const catchUp = (): void => {
    for (let batch = log.read(last, readAtOnce); batch.length > 0; batch = log.read(last, readAtOnce)) {
      batch.forEach(take)
      last = batch.at(-1)?.sequence ?? last
    }
    look()
  }
  const catchUpAtLeisure = (): void => {
    timer = undefined
    const began = performance.now()
    catchUp()
    pause = Math.max(interval, rest * (performance.now() - began))
  }
  const unfollow = log.onAppend(() => {
    timer ??= setTimeout(catchUpAtLeisure, pause)
  })
  return {
    catchUp,
    close: () => {
      unfollow()
      clearTimeout(timer)
    },
  }
}
