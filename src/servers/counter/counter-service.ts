import { success, type Result } from '../../shared/base/result.ts'
import { serveApp, type RunningServer, type SenderLimits } from '../http/serve-app.ts'
import { createCounterApp, type CounterAppOptions } from './counter-app.ts'
import { problemPage } from './pages.ts'
import { problemTitle } from './problem-title.ts'
import { createSessionSource, type SessionSourceOptions } from './session-source.ts'

interface CounterOptions extends SessionSourceOptions, Omit<CounterAppOptions, 'sessions'> {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly limits?: SenderLimits | undefined
}

/** Serves the counter. Closing it lets open requests finish, then ends its connections to the key-value service. */
export const startCounter = async (options: CounterOptions): Promise<Result<RunningServer>> => {
  const { host, port, limits } = options
  const sessions = createSessionSource(options)
  const problemBody = (status: number, message: string) => ({
    type: 'text/html; charset=utf-8',
    text: problemPage(problemTitle(status), message),
  })
  const served = await serveApp(createCounterApp({ ...options, sessions }), { host, port, limits, problemBody })
  if (!served.ok) {
    sessions.close()
    return served
  }
  const close = async (grace?: number): Promise<void> => {
    await served.value.close(grace)
    sessions.close()
  }
  return success({ ...served.value, close })
}
