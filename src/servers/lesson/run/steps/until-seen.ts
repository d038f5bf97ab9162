import type { AwaitedMoment } from '../../../../shared/course/step.ts'
import type { LessonRecord } from '../../../../shared/course/record.ts'
import { failure, success, type Result } from '../../../../shared/base/result.ts'
import type { ObservationLog } from '../../../observation/observation-log.ts'

const patience = 10_000

/** Waits until the record has what is awaited; gives up when it does not come, or when the run is stopped. */
export const untilSeen = (
  awaited: AwaitedMoment,
  record: () => LessonRecord,
  log: Pick<ObservationLog, 'onAppend'>,
  signal: AbortSignal,
): Promise<Result<undefined>> =>
  new Promise((resolve) => {
    const over = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    const end = (result: Result<undefined>): void => {
      stop()
      over.removeEventListener('abort', giveUp)
      resolve(result)
    }
    const giveUp = (): void => {
      end(
        signal.aborted
          ? success(undefined)
          : failure('unavailable', `it did not come within ${String(patience / 1000)} seconds`),
      )
    }
    const look = (): void => {
      if (isSeen(awaited, record())) end(success(undefined))
    }
    const stop = log.onAppend(look)
    over.addEventListener('abort', giveUp)
    look()
  })

const isSeen = ({ kind, reason }: AwaitedMoment, { moments }: LessonRecord): boolean =>
  moments.some((moment) => moment.kind === kind && moment.reasons.includes(reason))
