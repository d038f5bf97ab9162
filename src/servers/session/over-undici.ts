import { AxiosError, CanceledError, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios'
import type { Dispatcher } from 'undici'
import { connectionCode, requestText, type TextRequest } from '../http/request-text.ts'

interface OverUndiciOptions {
  /** What every request has. */
  readonly headers: Readonly<Record<string, string>>
  /** The headers of an answer that are asked for, in lower case. */
  readonly heeded: readonly string[]
}

/**
 * How axios sends requests over undici (its `adapter`): with its usual way over `node:http`, a call costs two and a half
 * times as much. The body of an answer is text. Nothing is redirected or decompressed: nothing of the kind is asked for.
 * Headers that are always the same are added here, and those that nobody asks for are left out: axios copies, compares and
 * checks each of them several times.
 */
export const overUndici =
  (dispatcher: Dispatcher, { headers: own, heeded }: OverUndiciOptions): AxiosAdapter =>
  async (config) => {
    try {
      const { status, reason, headers, text } = await requestText(dispatcher, textRequest(config, own))
      const asked = Object.fromEntries(heeded.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])))
      return { status, statusText: reason, headers: asked, data: text, config }
    } catch (thrown) {
      if (config.signal?.aborted === true) throw new CanceledError(undefined, config)
      throw thrown instanceof Error ? AxiosError.from(thrown, connectionCode(thrown), config) : thrown
    }
  }

const textRequest = ({ baseURL = '', url = '', method = 'get', headers, data, signal, maxContentLength }: InternalAxiosRequestConfig, own: OverUndiciOptions['headers']): TextRequest => {
  const { origin, pathname, search } = new URL(baseURL + url)
  const sent: Record<string, string> = { ...own }
  for (const [name, value] of Object.entries(headers.toJSON())) sent[name] = String(value)
  return {
    origin,
    path: pathname + search,
    method: method.toUpperCase(),
    headers: sent,
    ...(typeof data === 'string' && { body: data }),
    ...(signal instanceof AbortSignal && { signal }),
    ...(maxContentLength !== undefined && { atMost: maxContentLength }),
  }
}
