import { once } from 'node:events'
import type { RequestHandler, Response } from 'express'
import { failed, success, type Result } from '../../shared/base/result.ts'
import type { HttpProblem } from '../http/http-problem.ts'
import { jsonHeaders, sendJson } from './answer-json.ts'
import type { Entries, KeyPage } from './entries/entries.ts'
import { keyPages } from './entries/every-key.ts'
import { urlencodedFields } from './form-fields.ts'
import { isTooLong } from './key-rules.ts'

/** `GET /?prefix=…`: the keys in order. One page is sent as a whole; of more, one at a time is in memory. */
export const listKeys =
  (entries: Entries): RequestHandler =>
  async (request, response, next) => {
    const prefix = prefixOf(request.url)
    if (!prefix.ok) return next(prefix.failure)
    // No key is that long.
    if (isTooLong(prefix.value)) return sendJson(response, '{"keys":[]}')
    const pages = keyPages(entries, prefix.value)
    const first = (await pages.next()).value ?? { keys: [] }
    if (first.next === undefined) return sendJson(response, `{"keys":${JSON.stringify(first.keys)}}`)
    response.writeHead(200, jsonHeaders)
    if (request.method === 'HEAD') return void response.end()
    await sendPages(response, first, pages)
  }

const prefixOf = (target: string): Result<string, HttpProblem> => {
  const start = target.indexOf('?')
  const fields = start < 0 ? success([]) : urlencodedFields(target.slice(start + 1))
  if (!fields.ok) return failed(fields.failure)
  return success(fields.value.find(([name]) => name === 'prefix')?.[1] ?? '')
}

const sendPages = async (response: Response, first: KeyPage, rest: AsyncIterable<KeyPage>): Promise<void> => {
  await write(response, `{"keys":[${itemsOf(first)}`)
  let separator = first.keys.length > 0 ? ',' : ''
  for await (const page of rest) {
    if (response.closed) return
    if (page.keys.length === 0) continue
    await write(response, `${separator}${itemsOf(page)}`)
    separator = ','
  }
  response.end(']}')
}

const itemsOf = ({ keys }: KeyPage): string => JSON.stringify(keys).slice(1, -1)

// Waits until the reader has taken enough, or is gone.
const write = async (response: Response, text: string): Promise<void> => {
  if (response.write(text) || response.closed) return
  const settled = new AbortController()
  const wait = (event: string) => once(response, event, { signal: settled.signal })
  await Promise.race([wait('drain'), wait('close')]).finally(() => {
    settled.abort()
  })
}
