import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'

/** The environment variable by which a script settles the token beforehand. */
export const tokenVariable = 'SESSIONSCOPE_TOKEN'

const shortest = 16
const longest = 200
const fewestDifferent = 8

/**
 * What a panel must know to be let in: the text that was `given`, or 128 random bits. Whoever knows it runs code as the user of
 * the server, and any other user of the machine can reach the port, so one that could be guessed is refused; it is never repeated.
 */
export const chooseToken = (given: string | undefined): Result<string> => {
  if (given === undefined || given === '') return success(randomBytes(16).toString('base64url'))
  const problem = weaknessOf(given)
  return problem === undefined
    ? success(given)
    : failure('bad-input', `${tokenVariable} ${problem}. Make one with: openssl rand -hex 16`)
}

const weaknessOf = (token: string): string | undefined => {
  if (!/^[\w.~-]*$/.test(token)) return 'may hold letters, digits and - . _ ~ only, since it stands in an address'
  if (token.length < shortest) return `is too short: it needs ${shortest} characters at least`
  if (token.length > longest) return `is too long: ${longest} characters are the most`
  if (new Set(token).size < fewestDifferent)
    return `could be guessed: it needs ${fewestDifferent} different characters at least`
  return undefined
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Lets through whoever knows the token, as `Authorization: Bearer` (RFC 6750 §2.1) or, for an EventSource that can set
 * no header, as the query parameter `token`. Compared in constant time.
 */
export const guardToken = (token: string): RequestHandler => {
  const expected = digest(token)
  return (request, _response, next) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const given = bearer ?? request.query['token']
    if (typeof given === 'string' && timingSafeEqual(digest(given), expected)) return next()
    next(
      new HttpProblem(401, 'This panel asks for the token that the server printed when it started.', {
        'WWW-Authenticate': 'Bearer',
      }),
    )
  }
}

/** Refuses a body that holds the token: it would stand in the stream, in a report that is handed in, in a file, for others to read. */
export const keepTokenOut = (token: string): ((body: Buffer) => void) => {
  const bytes = Buffer.from(token)
  return (body) => {
    if (body.includes(bytes))
      throw new HttpProblem(
        400,
        'This holds the token of the panel, which would be recorded where others can read it. Take it out.',
      )
  }
}
