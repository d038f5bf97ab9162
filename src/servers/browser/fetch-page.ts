import axios, { type AxiosResponse } from 'axios'
import { request as openRequest, type Agent, type IncomingMessage, type RequestOptions } from 'node:http'
import { messageOf } from '../../shared/base/result.ts'
import { fromRawHeaders, type HeaderList } from '../../shared/stream/header-list.ts'
import { rawAxios } from '../http/raw-axios.ts'
import { startDeadline, type HoldClock } from '../http/deadline.ts'
import type { PageRequest } from './page-request.ts'

interface PageConnection {
  readonly agent: Agent
  readonly userAgent: string
  /** Time in which an answer is held on purpose does not count as waiting for it. */
  readonly holdClock?: HoldClock | undefined
}

/** An answer, and its headers as they stood on the wire. */
export interface PageAnswer {
  readonly response: AxiosResponse<string>
  readonly headers: HeaderList
}

/** Nothing came that HTTP would take for an answer. */
export class NoAnswer extends Error {}

const pageAtMost = 1_048_576
const patience = 30_000

/** Asks for a page with a `Cookie` header, which is empty for none. Rejects with {@link NoAnswer}. */
export const fetchPage = async (
  { agent, userAgent, holdClock }: PageConnection,
  wanted: PageRequest,
  cookie: string,
): Promise<PageAnswer> => {
  const deadline = startDeadline(patience, holdClock)
  let raw: readonly string[] = []
  const response = await axios
    .request<string>({
      method: wanted.method,
      url: wanted.url,
      data: wanted.body,
      ...rawAxios,
      httpAgent: agent,
      signal: deadline.signal,
      maxContentLength: pageAtMost,
      // Browsers read an answer whose header holds a control character, to refuse the cookie there; Node would drop all of it.
      insecureHTTPParser: true,
      // axios cleans headers of what it takes for a mistake; the jar judges them as they came.
      transport: {
        request: (options: RequestOptions, respond: (answer: IncomingMessage) => void) =>
          openRequest(options, (answer) => {
            raw = answer.rawHeaders
            respond(answer)
          }),
      },
      headers: { 'User-Agent': userAgent, ...headersOf(wanted, cookie) },
    })
    .catch((thrown: unknown) => {
      throw new NoAnswer(axios.isCancel(thrown) ? `nothing came in ${patience / 1000} s` : messageOf(thrown))
    })
    .finally(deadline.end)
  return { response, headers: fromRawHeaders(raw) }
}

const headersOf = ({ url, body, initiator }: PageRequest, cookie: string): Readonly<Record<string, string>> => ({
  Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
  ...(cookie === '' ? {} : { Cookie: cookie }),
  ...(body === undefined
    ? {}
    : { 'Content-Type': 'application/x-www-form-urlencoded', Origin: (initiator ?? new URL(url)).origin }),
})
