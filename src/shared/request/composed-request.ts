import { z } from 'zod'
import { headerListSchema, headerValue, type HeaderList } from '../stream/header-list.ts'
import { ownNodeIdSchema } from '../stream/participant.ts'
import { byteLength } from './byte-length.ts'
import { headerProblem, methodProblem, targetProblem } from './request-rules.ts'

/** Bytes that the body of a composed request may have. */
export const bodyAtMost = 1_048_576

/** Header lines that a composed request may have. */
export const headersAtMost = 100

/** A string that one of the rules accepts; what it says of any other is the message. */
const ruled = (problemOf: (text: string) => string | undefined, longest: number) =>
  z
    .string()
    .max(longest)
    .superRefine((text, context) => {
      const problem = problemOf(text)
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
    })

export const methodSchema = ruled(methodProblem, 32)
export const targetSchema = ruled(targetProblem, 8192)

/** The header lines that somebody may set by hand. */
export const ownHeadersSchema = headerListSchema.superRefine((headers, context) => {
  if (headers.length > headersAtMost)
    context.addIssue({ code: 'custom', message: `More than ${headersAtMost} headers.` })
  for (const [name, value] of headers) {
    const problem = headerProblem(name, value)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  }
})

export const bodyTextSchema = z
  .string()
  .refine((body) => byteLength(body) <= bodyAtMost, `The body is longer than ${bodyAtMost} bytes.`)

/** A request that somebody put together by hand. What belongs to the connection is not among its headers. */
export const composedRequestSchema = z.object({
  server: ownNodeIdSchema,
  method: methodSchema,
  target: targetSchema,
  headers: ownHeadersSchema,
  body: bodyTextSchema,
})
export type ComposedRequest = z.infer<typeof composedRequestSchema>

/** The User-Agent of a composed request that names none. */
export const consoleUserAgent = 'sessionscope-console'

/**
 * The header lines of a composed request exactly as they are sent: its own, and around them what HTTP asks for that it
 * does not say itself (RFC 9112 §3.2 Host, §6.2 Content-Length, §9.6 Connection: close, since each has a connection of its own).
 */
export const headersToSend = ({ method, headers, body }: ComposedRequest, host: string): HeaderList => {
  const unless = (name: string, value: string): HeaderList =>
    headerValue(headers, name) === undefined ? [[name, value]] : []
  const length = byteLength(body)
  return [
    ...unless('Host', host),
    ...unless('User-Agent', consoleUserAgent),
    ...headers,
    ...(length > 0 || expectsBody.has(method) ? [['Content-Length', String(length)] as const] : []),
    ['Connection', 'close'],
  ]
}

/** Methods whose request says its length even when there is no body (RFC 9110 §8.6). */
const expectsBody = new Set(['POST', 'PUT', 'PATCH'])
