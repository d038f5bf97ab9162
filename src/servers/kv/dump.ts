import type { Writable } from 'node:stream'
import { indented } from '../../shared/base/indented-json.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { withoutUserInfo } from '../../shared/base/public-url.ts'
import { visibleLines } from '../../shared/base/visible.ts'
import { connectionCode } from '../http/request-text.ts'
import { inOrder } from './in-order.ts'
import { createKeyValueReader } from './key-value-reader.ts'

interface DumpOptions {
  /** Where the service is, such as `http://localhost:5100`. */
  readonly url: string
  readonly prefix: string
  /** Stays open. When its reader goes away, so that nobody wants the rest, the dump is over and all is well. */
  readonly output: Writable
}

const concurrency = 8

/**
 * Prints every key and value of a key-value service, one JSON object a key, indented by two; in key order, and any number
 * of them in constant memory. A key that is deleted meanwhile is left out.
 */
export const dump = async ({ url, prefix, output }: DumpOptions): Promise<Result<undefined>> => {
  if (!isHttp(url))
    return failure(
      'bad-input',
      `${withoutUserInfo(url)} is not a URL of a key-value service: write one such as http://localhost:5100`,
    )
  // One connection more, on which the list of keys rests.
  const reader = createKeyValueReader(new URL(url), concurrency + 1)
  try {
    for await (const entry of inOrder(reader.keys(prefix), concurrency, (key) => reader.entry(key))) {
      if (entry !== undefined && !(await print(output, `${visibleLines(indented(entry))}\n`))) break
    }
    return success(undefined)
  } catch (thrown) {
    return failure('unavailable', `cannot dump ${withoutUserInfo(url)}: ${reasonOf(thrown)}`)
  } finally {
    reader.close()
  }
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

// Whether there is still a reader; anything else that stands in the way of writing is an error.
const print = (output: Writable, text: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    // The stream tells of its error a second time, as an event; unheard it would end the process.
    if (!output.listeners('error').includes(ignore)) output.on('error', ignore)
    output.write(text, (problem) => {
      if (problem && !isClosedPipe(problem)) reject(problem)
      else resolve(!problem)
    })
  })

const ignore = (): void => undefined

const isClosedPipe = (problem: Error): boolean =>
  ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(connectionCode(problem) ?? '')

const reasons = new Map<unknown, string>([
  ['ECONNREFUSED', 'nothing listens there: start the key-value service first'],
  ['ENOTFOUND', 'there is no such host'],
  ['ECONNRESET', 'the connection was broken off'],
  ['ETIMEDOUT', 'it does not answer in time'],
])

const reasonOf = (thrown: unknown): string => reasons.get(connectionCode(thrown)) ?? messageOf(thrown)
