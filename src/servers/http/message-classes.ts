import type { Express } from 'express'
import { IncomingMessage, ServerResponse, type RequestListener, type ServerOptions } from 'node:http'

/** What answers requests: an Express app, or a plain function. */
export type AppListener = RequestListener & Partial<Pick<Express, 'request' | 'response'>>

/**
 * The classes that Node is to make the messages of an app from. Express gives every message that arrives its own prototype,
 * and V8 is some twenty times slower with all that is put into such an object afterwards: more than half of what a small
 * answer costs. A message that has that prototype from the start, Express leaves as it is.
 */
export const messageClassesOf = (app: AppListener): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> => {
  if (app.request === undefined || app.response === undefined) return {}
  class Incoming extends IncomingMessage {}
  class Outgoing<R extends IncomingMessage> extends ServerResponse<R> {}
  app.request = Object.setPrototypeOf(Incoming.prototype, app.request) as Express['request']
  app.response = Object.setPrototypeOf(Outgoing.prototype, app.response) as Express['response']
  return { IncomingMessage: Incoming, ServerResponse: Outgoing }
}
