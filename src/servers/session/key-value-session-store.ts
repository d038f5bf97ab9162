import { Axios, type AxiosRequestConfig, type AxiosResponse } from 'axios'
import type { Dispatcher } from 'undici'
import type { Json, JsonObject } from '../../shared/base/json.ts'
import { publicUrl } from '../../shared/base/public-url.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import type { TextAnswer } from '../http/request-text.ts'
import { counterUserAgent } from '../observation/counter-user-agent.ts'
import { didConnectionBreak, lostPeer } from './lost-peer.ts'
import { Outgoing, overUndici } from './over-undici.ts'
import { readJson } from './read-json.ts'
import { isSessionData, type SessionValue } from './session-data.ts'
import type { Expected, ReadValue, SessionStore, StoreCall, StoreFailure, StoreWrite } from './session-store.ts'

export interface KeyValueSessionStoreOptions {
  /** Where the key-value service is, now. */
  readonly url: () => string
  /** Seconds after which an entry that is not written again may go. */
  readonly timeToLive: () => number
  /** Keeps connections open between calls; its owner destroys it. */
  readonly dispatcher: Dispatcher
}

type Answer = AxiosResponse<TextAnswer, Outgoing>

/** Bytes of an answer that are read at most. */
const answerAtMost = 4_194_304

/**
 * The built-in {@link SessionStore}: the key-value service over HTTP. Versions travel as `ETag`, `If-Match` and
 * `If-None-Match` (RFC 9110 §13.1); a service that sends no `ETag` is written without a condition.
 */
export class KeyValueSessionStore implements SessionStore {
  readonly #options: KeyValueSessionStoreOptions
  readonly #axios: Axios

  constructor(options: KeyValueSessionStoreOptions) {
    this.#options = options
    // The bare class, with nothing but what is needed: the defaults of the usual instance are merged anew for each call.
    this.#axios = new Axios({ adapter: overUndici(options.dispatcher, answerAtMost) })
  }

  async setKey(key: string, value: Json, call: StoreWrite): Promise<Result<undefined, StoreFailure>> {
    const headers = {
      ...headersOf(call),
      'Content-Type': 'application/json',
      TTL: String(this.#options.timeToLive()),
      ...condition(call.expected),
    }
    const answer = await this.#call('setKey', {
      method: 'POST',
      data: new Outgoing(headers, bodyOf(key, value, call.exact)),
      signal: call.signal,
    })
    if (!answer.ok) return answer
    if (answer.value.status === 412)
      return failed({ kind: 'conflict', message: 'setKey: the key was written since it was read' })
    const echoed = this.#membersOf('setKey', key, answer.value)
    return echoed.ok ? success(undefined) : echoed
  }

  async getKey(key: string, call: StoreCall): Promise<Result<ReadValue, StoreFailure>> {
    const wanted = {
      method: 'GET',
      url: encodeURIComponent(key),
      data: new Outgoing(headersOf(call)),
      signal: call.signal,
    }
    const first = await this.#call('getKey', wanted)
    // A read may be sent again when the connection broke (RFC 9110 §9.2.2): it may have been closed while it lay idle.
    const answer = !first.ok && first.failure.didBreak ? await this.#call('getKey', wanted) : first
    if (!answer.ok) return answer
    const members = this.#membersOf('getKey', key, answer.value)
    if (!members.ok) return members
    const found = foundIn(answer.value, members.value[key] ?? null)
    const exact = exactly(answer.value.data.text, key)
    return success({
      value: members.value[key] ?? null,
      ...(exact !== undefined && { exact }),
      ...(found && { found }),
    })
  }

  async deleteKey(key: string, call: StoreCall): Promise<Result<undefined, StoreFailure>> {
    const answer = await this.#call('deleteKey', {
      method: 'DELETE',
      url: encodeURIComponent(key),
      data: new Outgoing(headersOf(call)),
      signal: call.signal,
    })
    if (!answer.ok) return answer
    const old = this.#membersOf('deleteKey', key, answer.value)
    return old.ok ? success(undefined) : old
  }

  async #call(
    method: keyof SessionStore,
    config: AxiosRequestConfig<Outgoing>,
  ): Promise<Result<Answer, StoreFailure & { readonly didBreak?: boolean }>> {
    try {
      return success(
        await this.#axios.request<TextAnswer, Answer, Outgoing>({ ...config, url: this.#base() + (config.url ?? '') }),
      )
    } catch (thrown) {
      return failed({ ...lostPeer(thrown, this.#named(method)), didBreak: didConnectionBreak(thrown) })
    }
  }

  #base(): string {
    const url = this.#options.url()
    return url.endsWith('/') ? url : `${url}/`
  }

  // In a message, which visitors and the stream get to see.
  #named(method: keyof SessionStore): string {
    return `${method} at ${publicUrl(this.#base())}`
  }

  // The service answers every call with a JSON object that names the key.
  #membersOf(method: keyof SessionStore, key: string, { status, data }: Answer): Result<JsonObject, StoreFailure> {
    const members = parseObject(data.text)
    // The service is there but cannot reach its own storage; it says why.
    if (status === 503)
      return failed({ kind: 'down', message: `${this.#named(method)}: ${errorOf(members) ?? 'it is unavailable'}` })
    if (status >= 200 && status < 300 && members !== undefined && Object.hasOwn(members, key)) return success(members)
    return failed({
      kind: 'nonsense',
      message: `${this.#named(method)}: the answer (${status}) is none of a key-value service`,
    })
  }
}

const bodyOf = (key: string, value: Json, exact: string | undefined): string =>
  exact === undefined ? JSON.stringify({ [key]: value }) : `{${JSON.stringify(key)}:${exact}}`

// Only numbers with a fraction, an exponent or many digits are other ones to JavaScript than to Python.
const exactly = (text: string, key: string): SessionValue | undefined => {
  if (!/\d[.eE]|\d{16}/.test(text)) return undefined
  try {
    const members = readJson(text, (object) => object)
    return isSessionData(members) ? members.get(key) : undefined
  } catch {
    return undefined
  }
}

const errorOf = (members: JsonObject | undefined): string | undefined => {
  const error = members?.['error']
  return typeof error === 'string' ? error.slice(0, 300) : undefined
}

const parseObject = (text: string): JsonObject | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

// What JSON.parse returns is JSON; a schema would drop a member named `__proto__`, which is a key like any other.
const isObject = (parsed: unknown): parsed is JsonObject =>
  typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)

const ownHeaders = { Accept: 'application/json', 'User-Agent': counterUserAgent }

// With the exchange behind this call.
const headersOf = ({ traceparent }: StoreCall): Record<string, string> =>
  traceparent === undefined ? ownHeaders : { ...ownHeaders, traceparent }

const condition = (expected: Expected | undefined): Record<string, string> => {
  if (expected === undefined) return {}
  return expected.state === 'absent' ? { 'If-None-Match': '*' } : { 'If-Match': expected.version }
}

const foundIn = ({ data: { headers } }: Answer, value: Json): Expected | undefined => {
  const version = headers['etag']
  if (typeof version === 'string') return { state: 'present', version }
  return value === null ? { state: 'absent' } : undefined
}
