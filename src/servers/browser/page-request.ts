import type { AxiosResponse } from 'axios'
import { decodeOctets } from '../../shared/base/octets.ts'
import type { SubmittedForm } from '../../shared/wire/contract.ts'

/** A request for a page. */
export interface PageRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
  /** The page that causes the request; absent where its user typed the address. */
  readonly initiator?: URL | undefined
}

/** The request that submits a form (HTML, "Form submission algorithm"): a GET form's fields replace the query, a POST form's are the body. */
export const formRequest = ({ method, action, fields }: SubmittedForm, base: string): PageRequest => {
  const url = URL.canParse(action, base) ? new URL(action, base) : new URL(base)
  const encoded = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()
  const initiator = new URL(base)
  if (method === 'post') return { method: 'POST', url: url.href, body: encoded, initiator }
  url.search = encoded
  return { method: 'GET', url: url.href, initiator }
}

/** The request that an answer redirects to; undefined where it does not. */
export const redirectedRequest = (
  asked: PageRequest,
  { status, headers }: AxiosResponse<string>,
): PageRequest | undefined => {
  const octets: unknown = headers['location']
  if (status < 300 || status > 399 || typeof octets !== 'string') return undefined
  const location = decodeOctets(octets)
  if (!URL.canParse(location, asked.url)) return undefined
  const url = new URL(location, asked.url).href
  // RFC 9110 §15.4.3, as browsers do it: after 301, 302 and 303 the next request is a GET.
  const keepsMethod = status === 307 || status === 308
  return keepsMethod ? { ...asked, url } : { method: 'GET', url, initiator: asked.initiator }
}
