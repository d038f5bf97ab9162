import { isErrno } from '../../shared/base/errno.ts'

/** Has somebody told of what was thrown where nobody waited for it; returns what ends that. */
export type OnUnhandled = (tell: (thrown: unknown) => void) => () => void

const events = ['uncaughtException', 'unhandledRejection'] as const

/**
 * The last resort of a process that serves: what nobody caught is told, and the process goes on. Node would end it, and with it the
 * work of everybody whom it serves. It stands in for no handler of its own: whatever is told here is a defect.
 */
export const unhandledIn =
  (source: Pick<NodeJS.Process, 'on' | 'off'>): OnUnhandled =>
  (tell) => {
    const listen = (thrown: unknown): void => {
      // A reader of the output that has gone cannot be told of it there.
      if (!isBrokenPipe(thrown)) tell(thrown)
    }
    for (const event of events) source.on(event, listen)
    return () => {
      for (const event of events) source.off(event, listen)
    }
  }

const isBrokenPipe = (thrown: unknown): boolean => isErrno(thrown, 'EPIPE')
