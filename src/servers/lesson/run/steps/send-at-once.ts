import { request } from 'node:http'
import { failure, messageOf, success, type Result } from '../../../../shared/base/result.ts'
import { experimentUserAgent } from '../../../observation/client-name.ts'

interface Sending {
  readonly url: string
  /** The Cookie header of each. */
  readonly cookie: string
  readonly times: number
}

const patience = 30_000

/** Sends requests at the same moment, each over a connection of its own; done when all are answered. */
export const sendAtOnce = async ({ url, cookie, times }: Sending): Promise<Result<undefined>> => {
  try {
    await Promise.all(Array.from({ length: times }, () => get(url, cookie)))
    return success(undefined)
  } catch (thrown) {
    return failure('unavailable', `${url} gave no answer: ${messageOf(thrown)}`)
  }
}

const get = (url: string, cookie: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'User-Agent': experimentUserAgent, Cookie: cookie }
    const sent = request(url, { agent: false, headers, signal: AbortSignal.timeout(patience) }, (answer) => {
      answer.on('error', reject).on('end', resolve).resume()
    })
    sent.on('error', reject).end()
  })
