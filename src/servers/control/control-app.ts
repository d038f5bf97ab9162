import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { failure, type FailureCode } from '../../shared/result.ts'
import { guardHost, type AllowedHosts } from '../http/guard-requests.ts'
import { HttpProblem, toHttpProblem } from '../http/http-problem.ts'
import type { Dispatch } from '../lab/dispatch.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { panelHeaders } from './panel-policy.ts'
import { streamObservations, type StreamOptions } from './stream-observations.ts'
import { guardToken } from './token.ts'

interface ControlOptions {
  readonly dispatch: Dispatch
  readonly log: ObservationLog
  /** Somebody has opened the panel, or gives orders without one; done when the lab is ready for them. Asked each time. */
  readonly onVisit?: (() => Promise<void>) | undefined
  /** How the stream treats its readers; its own limits unless told. */
  readonly stream?: Omit<StreamOptions, 'log'> | undefined
  /** Folder of the built panel. */
  readonly panelFolder: string
  readonly allowedHosts: AllowedHosts
  /** What a panel must know to be let in; absent where only this machine can ask. */
  readonly token?: string | undefined
}

/** The HTTP carrier of the contract: the panel's files, its operations, its stream. It is never observed itself. */
export const createControlApp = ({ dispatch, log, onVisit, stream, panelFolder, allowedHosts, token }: ControlOptions): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.use(guardHost(allowedHosts), setPanelHeaders)
  app.get('/observations', guardToken(token), beginVisit(onVisit), streamObservations({ ...stream, log }))
  app.post('/operations/:name', requireOwnOrigin, guardToken(token), express.json({ limit: '2mb', strict: false }), async (request, response) => {
    await onVisit?.()
    response.set('Cache-Control', 'no-store').json(await dispatch(request.params['name'], request.body))
  })
  app.use(express.static(panelFolder, { index: 'index.html', redirect: false }))
  app.use((_request, _response, next) => {
    next(new HttpProblem(404, 'There is nothing here. The panel is at /'))
  })
  app.use(answerProblem)
  return app
}

// The stream does not wait: what the lab gets ready is seen in it.
const beginVisit =
  (onVisit: ControlOptions['onVisit']): RequestHandler =>
  (_request, _response, next) => {
    onVisit?.().catch(() => undefined)
    next()
  }

const setPanelHeaders: RequestHandler = (_request, response, next) => {
  response.set(panelHeaders)
  next()
}

// Stricter than the servers': only a page of this very origin (or a program, which sends none) may give orders.
const requireOwnOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers
  if (origin === undefined || origin === `http://${host ?? ''}`) return next()
  next(new HttpProblem(403, `A page of ${origin} may not operate the lab.`))
}

const codes: Readonly<Record<number, FailureCode>> = { 401: 'refused', 403: 'refused', 404: 'not-found', 500: 'defect', 503: 'unavailable' }

const answerProblem: ErrorRequestHandler = (thrown, _request, response, next) => {
  if (response.headersSent) return next(thrown)
  const { status, message, headers } = toHttpProblem(thrown)
  response.status(status).set(headers).json(failure(codes[status] ?? 'bad-input', message))
}
