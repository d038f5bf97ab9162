import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { HttpProblem } from '../http/http-problem.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Lets through whoever knows the token, as `Authorization: Bearer` (RFC 6750 §2.1) or, for an EventSource that can set
 * no header, as the query parameter `token`. Compared in constant time. Without a token everybody is let through.
 */
export const guardToken = (token: string | undefined): RequestHandler => {
  if (token === undefined) return (_request, _response, next) => { next() }
  const expected = digest(token)
  return (request, _response, next) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const given = bearer ?? request.query['token']
    if (typeof given === 'string' && timingSafeEqual(digest(given), expected)) return next()
    next(new HttpProblem(401, 'This panel asks for the token that the server printed when it started.', { 'WWW-Authenticate': 'Bearer' }))
  }
}
