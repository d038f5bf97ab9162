import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { failure, type FailureCode } from '../../shared/base/result.ts'
import { guardHost, type AllowedHosts } from '../http/guard-requests.ts'
import { HttpProblem, toHttpProblem } from '../http/http-problem.ts'
import { excessOf } from '../../shared/base/json-bounds.ts'
import type { Dispatch } from '../lab/dispatch.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { panelHeaders } from './panel-policy.ts'
import { streamObservations, type StreamOptions } from './stream-observations.ts'
import { guardToken, keepTokenOut } from './token.ts'

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
  /** What a panel must know to be let in. */
  readonly token: string
}

/** The HTTP carrier of the contract: the panel's files, its operations, its stream. It is never observed itself. */
export const createControlApp = ({
  dispatch,
  log,
  onVisit,
  stream,
  panelFolder,
  allowedHosts,
  token,
}: ControlOptions): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.use(guardHost(allowedHosts), setPanelHeaders)
  const guards: RequestHandler[] = [requireOwnOrigin, guardToken(token)]
  const keepOut = keepTokenOut(token)
  const verify = (_request: unknown, _response: unknown, body: Buffer): void => {
    keepOut(body)
    refuseExcess(body)
  }
  app.get('/observations', ...guards, beginVisit(onVisit), streamObservations({ ...stream, log }))
  app.post(
    '/operations/:name',
    ...guards,
    express.json({ limit: '2mb', strict: false, verify }),
    async (request, response) => {
      await onVisit?.()
      response.set('Cache-Control', 'no-store').json(await dispatch(request.params['name'], request.body))
    },
  )
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
// Before it is parsed: no operation has an input of such a form.
const refuseExcess = (body: Buffer): void => {
  const excess = excessOf(body, { depth: 32, members: 20_000, values: 100_000 })
  if (excess !== undefined) throw new HttpProblem(400, `No operation takes such an input: ${excess}.`)
}

const setPanelHeaders: RequestHandler = (_request, response, next) => {
  response.set(panelHeaders)
  next()
}

// Stricter than the servers': only a page of this very origin (or a program, which says nothing of either) may give orders and
// listen. A browser that leaves `Origin` out of a GET still says whose page it is (Fetch Metadata, §2.3).
const requireOwnOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host, 'sec-fetch-site': site = 'none' } = request.headers
  const isOwn =
    (origin === undefined || origin === `http://${host ?? ''}`) && (site === 'none' || site === 'same-origin')
  if (isOwn) return next()
  next(new HttpProblem(403, `A page of ${origin ?? 'another origin'} may not operate the lab.`))
}

const codes: Readonly<Record<number, FailureCode>> = {
  401: 'refused',
  403: 'refused',
  404: 'not-found',
  500: 'defect',
  503: 'unavailable',
}

const answerProblem: ErrorRequestHandler = (thrown, _request, response, next) => {
  if (response.headersSent) return next(thrown)
  const { status, message, headers } = toHttpProblem(thrown)
  response
    .status(status)
    .set(headers)
    .json(failure(codes[status] ?? 'bad-input', message))
}
