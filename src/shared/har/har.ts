import { z } from 'zod'

// HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as far as the lab reads it: what other programs
// leave out of their files is not insisted on. Members that begin with an underscore are a program's own.

const pair = z.object({ name: z.string(), value: z.string() })

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  httpVersion: z.string().catch('HTTP/1.1'),
  headers: z.array(pair).catch([]),
  postData: z.object({ text: z.string().catch(''), _encoding: z.string().optional(), _bytes: z.number().optional() }).optional().catch(undefined),
})

const responseSchema = z.object({
  status: z.number().int(),
  statusText: z.string().catch(''),
  headers: z.array(pair).catch([]),
  content: z.object({ size: z.number().catch(0), text: z.string().optional(), encoding: z.string().optional() }).catch({ size: 0 }),
  /** What kept the answer from coming, as Chromium writes it. */
  _error: z.string().nullish().catch(undefined),
})

const entrySchema = z.object({
  startedDateTime: z.string(),
  time: z.number().catch(0),
  request: requestSchema,
  response: responseSchema,
  /** What only this lab knows of an exchange. */
  _sessionscope: z
    .object({ exchange: z.number().int(), parent: z.number().int().optional(), from: z.string(), to: z.string() })
    .optional()
    .catch(undefined),
})

export const harSchema = z.object({ log: z.object({ version: z.string().catch('1.2'), entries: z.array(entrySchema) }) })
export type ReadableEntry = z.infer<typeof entrySchema>
