import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { guardHost, type AllowedHosts } from '../http/guard-requests.ts'
import { HttpProblem, toHttpProblem } from '../http/http-problem.ts'
import { notStored } from '../http/not-stored.ts'
import { observeExchanges } from '../observation/observe-exchanges.ts'
import { countView, resetView } from './counter-views.ts'
import { inSession, type InSessionOptions } from './in-session.ts'
import { problemPage } from './pages.ts'
import { problemTitle } from './problem-title.ts'
import { routeAsWerkzeug } from './routed-path.ts'

export interface CounterAppOptions extends InSessionOptions {
  readonly allowedHosts: AllowedHosts
  /** Told of what should never happen: it is answered with 500, without details. */
  readonly onDefect?: ((thrown: unknown) => void) | undefined
}

/** The counter: `GET /` adds one to the visitor's count, `POST /reset` empties the session. On the wire it is the original. */
export const createCounterApp = (options: CounterAppOptions): Express => {
  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    .disable('query parser')
    .enable('strict routing')
    .enable('case sensitive routing')
  observeExchanges(app, { server: 'counter', log: options.log, gate: options.gate })
  app.use(guardHost(options.allowedHosts), routeAsWerkzeug(['/', '/reset', '/favicon.ico']))
  app.route('/').get(inSession(options, countView)).all(allowOnly('GET, HEAD, OPTIONS'))
  app.route('/reset').post(inSession(options, resetView)).all(allowOnly('OPTIONS, POST'))
  app.route('/favicon.ico').get(noIcon).all(allowOnly('GET, HEAD, OPTIONS'))
  app.use((_request, _response, next) => {
    next(new HttpProblem(404, 'There is nothing at this address. The counter is at /.'))
  })
  app.use(answerProblem(options))
  return app
}

// A browser asks for it unasked; it never touches the session.
const noIcon: RequestHandler = (_request, response) => {
  response.writeHead(204, notStored).end()
}

const allowOnly =
  (methods: string): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'OPTIONS')
      return void response.set({ ...notStored, Allow: methods, 'Content-Type': 'text/html; charset=utf-8' }).end()
    next(new HttpProblem(405, `${request.method} is not possible here. Use one of ${methods}.`, { Allow: methods }))
  }

const answerProblem =
  ({ onDefect }: CounterAppOptions): ErrorRequestHandler =>
  (thrown: unknown, _request, response, next) => {
    const { status, message, headers } = toHttpProblem(thrown)
    if (status === 500 && !(thrown instanceof HttpProblem)) onDefect?.(thrown)
    if (response.headersSent) return next(thrown)
    response
      .status(status)
      .set({ ...notStored, ...headers })
      .type('html')
      .send(problemPage(problemTitle(status), message))
  }
