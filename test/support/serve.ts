import express, { type Express, type RequestHandler } from 'express'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { emptyBaseline } from '../../src/shared/stream/baseline/baseline.ts'
import { systemClock } from '../../src/shared/base/clock.ts'
import { serveApp, type RunningServer } from '../../src/servers/http/serve-app.ts'
import { toHttpProblem } from '../../src/servers/http/http-problem.ts'
import { observeExchanges } from '../../src/servers/observation/observe-exchanges.ts'
import { createObservationLog, type ObservationLog } from '../../src/servers/observation/observation-log.ts'

/** The value of a result that a test takes for granted. */
export const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.failure)}`)
  return result.value
}

/** Serves an app on a free port of this machine until the test is over. */
export const serve = async (app: Express): Promise<RunningServer> => {
  const server = valueOf(await serveApp(app, { host: '127.0.0.1', port: 0 }))
  onTestFinished(() => server.close(0))
  return server
}

/** An Express app of these handlers that answers problems as plain text. */
export const appOf = (...handlers: RequestHandler[]): Express => withHandlers(plainApp(), handlers)

/** The same, observed. */
export const observedAppOf = (
  options: Parameters<typeof observeExchanges>[1],
  ...handlers: RequestHandler[]
): Express => {
  const app = plainApp()
  observeExchanges(app, options)
  return withHandlers(app, handlers)
}

const plainApp = (): Express => express().disable('x-powered-by').disable('etag')

const withHandlers = (app: Express, handlers: RequestHandler[]): Express => {
  app.use(...handlers)
  app.use(((thrown, _request, response, _next) => {
    const { status, message, headers } = toHttpProblem(thrown)
    response.status(status).set(headers).send(message)
  }) satisfies express.ErrorRequestHandler)
  return app
}

export const newLog = (options: Partial<Parameters<typeof createObservationLog>[0]> = {}): ObservationLog =>
  createObservationLog({ clock: systemClock, baseline: emptyBaseline, ...options })

/** Sends bytes as they are to a port and resolves with all that came back when the other side closed. */
export const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString())
    })
    socket.on('error', reject)
  })
