import { messageOf } from '../../shared/base/result.ts'
import type { TroubleSource } from '../../shared/stream/trouble.ts'
import type { ObservationLog } from './observation-log.ts'

/** Tells the user, through the stream, what does not work as it should. */
export interface Troubles {
  /** Says what is wrong, in a whole sentence that also says what becomes of it. It replaces what this source said before. */
  report(source: TroubleSource, problem: string): void
  /** Says that the source works again. */
  settle(source: TroubleSource): void
}

/** {@link Troubles} that are written to the log. Saying the same again appends nothing, so a retry may report each time. */
export const createTroubles = (log: Pick<ObservationLog, 'append'>): Troubles => {
  const current = new Map<TroubleSource, string>()
  return {
    report: (source, problem) => {
      if (current.get(source) === problem) return
      current.set(source, problem)
      log.append({ kind: 'trouble.changed', source, problem })
    },
    settle: (source) => {
      if (current.delete(source)) log.append({ kind: 'trouble.changed', source })
    },
  }
}

/** Tells the user of what should never happen, and that the lab, or whatever else met it, goes on. */
export const reportDefect = (troubles: Pick<Troubles, 'report'>, thrown: unknown, who = 'The lab'): void => {
  troubles.report('lab', `${who} met an unexpected error, and is still running: ${messageOf(thrown)}`)
}
