import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { AxiosAdapter, AxiosStatic } from 'axios'
import { counterUserAgent } from '../../observation/counter-user-agent.ts'
import { currentCall } from './call-scope.ts'

const require = createRequire(import.meta.url)

/** The axios that the student's code imports. What `require` gives is one file; what `import` gives is the same in seventy, which take twice as long to load. */
export const axios = require('axios') as AxiosStatic

/** What the module exports besides its default, by `import`. */
const exported = [
  'create',
  'Axios',
  'AxiosError',
  'CanceledError',
  'isCancel',
  'CancelToken',
  'VERSION',
  'all',
  'Cancel',
  'isAxiosError',
  'spread',
  'toFormData',
  'AxiosHeaders',
  'HttpStatusCode',
  'formToJSON',
  'getAdapter',
  'mergeConfig',
]

/** Characters of an answer that are read at most. */
const answerAtMost = 4_194_304

/** Makes what the student's code sends the counter's own requests, in the course of the exchange behind each call. */
export const sendAsCounter = (): void => {
  const send = axios.getAdapter('http')
  const adapter: AxiosAdapter = (config) => {
    const call = currentCall()
    config.headers.set('User-Agent', counterUserAgent, false)
    if (call?.traceparent !== undefined) config.headers.set('traceparent', call.traceparent)
    const signal = config.signal ?? call?.signal
    const answer = send({ ...config, ...(signal && { signal }) })
    return call?.track(answer) ?? answer
  }
  Object.assign(axios.defaults, { adapter, proxy: false, maxContentLength: answerAtMost })
  fetchAsCounter()
}

// The hand-out uses axios; who takes the platform's own way instead is seen all the same.
const fetchAsCounter = (): void => {
  const send = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const call = currentCall()
    const request = new Request(input, init)
    if (!request.headers.has('User-Agent')) request.headers.set('User-Agent', counterUserAgent)
    if (call?.traceparent !== undefined) request.headers.set('traceparent', call.traceparent)
    const answer = send(request)
    return call?.track(answer) ?? answer
  }
}

/** A module of the very axios that this process has set up. */
export const axiosUrl = (): string => {
  const file = pathToFileURL(require.resolve('axios')).href
  const text = `import axios from ${JSON.stringify(file)}\nexport default axios\nexport const { ${exported.join(', ')} } = axios`
  return `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
}

/** Looks at the axios that everybody shares; returns what tells which of its settings have changed since. */
export const watchDefaults = (): (() => string[]) => {
  const before = sharedSettings()
  return () => {
    const now = sharedSettings()
    return [...new Set([...before.keys(), ...now.keys()])].filter((name) => !Object.is(before.get(name), now.get(name)))
  }
}

const sharedSettings = (): Map<string, unknown> => {
  const leaves = new Map<string, unknown>()
  collect('defaults', axios.defaults, leaves)
  const { request, response } = axios.interceptors as unknown as Record<
    'request' | 'response',
    { readonly handlers?: readonly unknown[] }
  >
  leaves.set('interceptors.request', request.handlers?.length ?? 0)
  leaves.set('interceptors.response', response.handlers?.length ?? 0)
  for (const method of ['get', 'post', 'delete', 'put', 'patch', 'request', 'create'] as const)
    leaves.set(method, Reflect.get(axios, method))
  return leaves
}

const collect = (name: string, value: unknown, leaves: Map<string, unknown>, depth = 0): void => {
  if (typeof value !== 'object' || value === null || depth > 4) return void leaves.set(name, value)
  for (const [key, member] of Object.entries(value)) collect(`${name}.${key}`, member, leaves, depth + 1)
}
