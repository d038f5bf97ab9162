import { AxiosError, CanceledError, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios'
import type { Dispatcher } from 'undici'
import { connectionCode, requestText, type TextAnswer, type TextRequest } from '../http/request-text.ts'

/**
 * What a request has beside its method and URL, given to axios as its `data`. A class, so that it is handed through as it is:
 * of what axios takes for headers it copies, compares and checks each one several times.
 */
export class Outgoing {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined

  constructor(headers: Readonly<Record<string, string>>, body?: string) {
    this.headers = headers
    this.body = body
  }
}

/**
 * How axios sends an {@link Outgoing} over undici (its `adapter`): with its usual way over `node:http`, a call costs two and
 * a half times as much. The whole answer, of `atMost` bytes, comes as a {@link TextAnswer}, the `data` of the response.
 * Nothing is redirected or decompressed: nothing of the kind is asked for.
 */
export const overUndici =
  (dispatcher: Dispatcher, atMost: number): AxiosAdapter =>
  async (config) => {
    try {
      const data: TextAnswer = await requestText(dispatcher, { ...textRequest(config), atMost })
      return { status: data.status, statusText: data.reason, headers: {}, data, config }
    } catch (thrown) {
      if (config.signal?.aborted === true) throw new CanceledError(undefined, config)
      throw thrown instanceof Error ? AxiosError.from(thrown, connectionCode(thrown), config) : thrown
    }
  }

const textRequest = ({ url = '', method = 'get', data, signal }: InternalAxiosRequestConfig): TextRequest => {
  const { origin, pathname, search } = new URL(url)
  const { headers, body } = data instanceof Outgoing ? data : new Outgoing({})
  return {
    origin,
    path: pathname + search,
    method: method.toUpperCase(),
    headers,
    ...(body !== undefined && { body }),
    ...(signal instanceof AbortSignal && { signal }),
  }
}
