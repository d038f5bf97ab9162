import type { ErrorRequestHandler, Response } from 'express'
import { HttpProblem, toHttpProblem } from '../http/http-problem.ts'
import { notStored } from '../http/not-stored.ts'
import { StoreUnavailable } from './entries/entries.ts'

/** Headers of every answer with JSON. */
export const jsonHeaders = { 'Content-Type': 'application/json', ...notStored }

/** Sends JSON text as the whole body. */
export const sendJson = (
  response: Response,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): void => {
  response.writeHead(status, { ...jsonHeaders, 'Content-Length': Buffer.byteLength(text), ...headers }).end(text)
}

/** The text of a refusal. */
export const refusalBody = (message: string): string => JSON.stringify({ error: message })

/** Answers whatever went wrong as `{"error": …}`. An answer that has begun is broken off, so that it is not taken for whole. */
export const answerProblem: ErrorRequestHandler = (thrown: unknown, _request, response, _next) => {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, message, headers } = toHttpProblem(translated(thrown))
  sendJson(response, refusalBody(message), headers, status)
}

const translated = (thrown: unknown): unknown => {
  if (thrown instanceof StoreUnavailable) return new HttpProblem(503, thrown.message, { 'Retry-After': '1' })
  if (thrown instanceof URIError)
    return new HttpProblem(400, 'The key is not percent-encoded UTF-8. Write "%" itself as %25.')
  return thrown
}
