import express, { type Express, type RequestHandler } from 'express'
import { guardHost, guardOrigin } from '../http/guard-requests.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { observeExchanges } from '../observation/observe-exchanges.ts'
import { answerProblem } from './answer-json.ts'
import { deleteEntry, readEntry, writeEntries } from './entry-handlers.ts'
import type { KeyValueOptions } from './key-value-options.ts'
import { listKeys } from './list-keys.ts'

/**
 * The key-value service: `POST /` sets keys, `GET /<key>` reads and `DELETE /<key>` removes one, `GET /?prefix=` lists them.
 * Beyond the original: versions and conditions (`ETag`, `If-Match`, `If-None-Match`; RFC 9110 §13), lifetimes (`TTL`; RFC 8030
 * §5.2), and a refusal is `{"error": …}`.
 */
export const createKeyValueApp = (options: KeyValueOptions): Express => {
  const { entries, log, gate, allowedHosts } = options
  const app = express()
  app.disable('x-powered-by').disable('etag').disable('query parser').enable('strict routing')
  observeExchanges(app, { server: 'kv', log, gate })
  app.use(guardHost(allowedHosts), guardOrigin)
  app.route('/').get(listKeys(entries)).post(writeEntries(options)).all(allowOnly('GET, HEAD, POST, OPTIONS'))
  app.route('/:key').get(readEntry(entries)).delete(deleteEntry(options)).all(allowOnly('GET, HEAD, DELETE, OPTIONS'))
  app.use((_request, _response, next) => {
    next(new HttpProblem(404, 'There is nothing here: a key is one path segment. Write a "/" inside a key as %2F.'))
  })
  app.use(answerProblem)
  return app
}

const allowOnly =
  (methods: string): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, { Allow: methods }).end()
    next(new HttpProblem(405, `${request.method} is not possible here. Use one of ${methods}.`, { Allow: methods }))
  }
