import { AxiosError, CanceledError, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios'
import type { Dispatcher } from 'undici'
import { connectionCode, requestText, type TextRequest } from '../http/request-text.ts'

/**
 * How axios sends requests over undici (its `adapter`): with its usual way over `node:http`, a call costs two and a half
 * times as much. The body of an answer is text. Nothing is redirected or decompressed: nothing of the kind is asked for.
 */
export const overUndici =
  (dispatcher: Dispatcher): AxiosAdapter =>
  async (config) => {
    try {
      const { status, reason, headers, text } = await requestText(dispatcher, textRequest(config))
      return { status, statusText: reason, headers: { ...headers }, data: text, config }
    } catch (thrown) {
      if (config.signal?.aborted === true) throw new CanceledError(undefined, config)
      throw thrown instanceof Error ? AxiosError.from(thrown, connectionCode(thrown), config) : thrown
    }
  }

const textRequest = ({ baseURL = '', url = '', method = 'get', headers, data, signal, maxContentLength }: InternalAxiosRequestConfig): TextRequest => {
  const { origin, pathname, search } = new URL(baseURL + url)
  return {
    origin,
    path: pathname + search,
    method: method.toUpperCase(),
    headers: Object.fromEntries(Object.entries(headers.toJSON()).map(([name, value]) => [name, String(value)])),
    ...(typeof data === 'string' && { body: data }),
    ...(signal instanceof AbortSignal && { signal }),
    ...(maxContentLength !== undefined && { atMost: maxContentLength }),
  }
}
