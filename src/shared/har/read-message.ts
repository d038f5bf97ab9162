import { headerValue } from '../stream/header-list.ts'
import { emptyBody, type Body } from '../stream/body.ts'
import { formBody } from './har-form.ts'
import { readContent, sizeOf, toArchivedBody } from './har-body.ts'
import { readHeaders, type HarHeaders } from './har-headers.ts'
import type { Note } from './har-notes.ts'
import { itemsOf, member, numberOf, textOf } from './loose.ts'

/** A request as a file tells it. */
export interface HarRequest extends HarHeaders {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly body: Body
}

/** Reads a request. What its pseudo-headers say counts where the file does not say it otherwise. */
export const readRequest = (request: unknown, note: Note): HarRequest => {
  const read = readHeaders(member(request, 'headers'), note)
  const type = headerValue(read.headers, 'Content-Type')
  if (itemsOf(member(request, 'cookies')).length > 0 && headerValue(read.headers, 'Cookie') === undefined)
    note('cookies-without-header')
  return {
    ...read,
    method: textOf(member(request, 'method')).trim() || (read.pseudo.get(':method') ?? ''),
    url: urlOf(textOf(member(request, 'url')).trim(), read),
    httpVersion: readVersion(member(request, 'httpVersion')),
    body: readPostData(request, type, note),
  }
}

// What is no whole address is one of the host that the request names.
const urlOf = (url: string, { headers, pseudo }: HarHeaders): string => {
  if (url !== '' && !url.startsWith('/')) return url
  const host = pseudo.get(':authority') ?? headerValue(headers, 'Host')
  return host === undefined ? url : `${pseudo.get(':scheme') ?? 'http'}://${host}${url || (pseudo.get(':path') ?? '/')}`
}

const readPostData = (request: unknown, type: string | undefined, note: Note): Body => {
  const data = member(request, 'postData')
  const raw = member(request, '_content')
  if (member(raw, 'text') !== undefined) return readContent(raw, note)
  const text = typeof data === 'string' ? data : member(data, 'text')
  const params = member(data, 'params')
  const size = sizeOf(member(data, '_bytes'))
  if (text === undefined || text === null || text === '') {
    const form = formBody(params, type ?? textOf(member(data, 'mimeType')), note)
    if (form !== '') return toArchivedBody({ text: form, isBase64: false, size: 0 }, note)
    return missing(Math.max(size, sizeOf(member(request, 'bodySize'))), data, note)
  }
  if (typeof text !== 'string') note('not-text')
  const encoding = textOf(member(data, '_encoding') ?? member(data, 'encoding'))
  return toArchivedBody({ text: textOf(text), isBase64: /^base64$/i.test(encoding), size }, note)
}

const missing = (size: number, data: unknown, note: Note): Body => {
  const isElsewhere = member(data, '_file') !== undefined || member(data, '_sha1') !== undefined
  if (size === 0 && !isElsewhere) return emptyBody
  note('no-body')
  return { ...emptyBody, bytes: Math.max(1, size), truncated: true }
}

/** An answer as a file tells it, or why there is none. */
export type HarAnswer =
  | {
      readonly state: 'answered'
      readonly status: number
      readonly reason: string
      readonly httpVersion: string
      readonly headers: HarHeaders['headers']
      readonly body: Body
    }
  | { readonly state: 'failed'; readonly problem: string }

/** Reads an answer. A status that is none, such as 0 or -1, is how programs write a request that failed. */
export const readAnswer = (response: unknown, entry: unknown, note: Note): HarAnswer => {
  const { headers, pseudo } = readHeaders(member(response, 'headers'), note)
  const status = statusOf(member(response, 'status')) ?? statusOf(pseudo.get(':status')) ?? 0
  const problem = problemOf(response, entry)
  if (!Number.isInteger(status) || status < 100 || status > 999)
    return { state: 'failed', problem: problem ?? noAnswer(status, textOf(member(response, 'statusText'))) }
  if (problem !== undefined) note('broken-off')
  if (itemsOf(member(response, 'cookies')).length > 0 && headerValue(headers, 'Set-Cookie') === undefined)
    note('cookies-without-header')
  return {
    state: 'answered',
    status,
    reason: textOf(member(response, 'statusText')).slice(0, 1_000),
    httpVersion: readVersion(member(response, 'httpVersion')),
    headers,
    body: readContent(member(response, 'content'), note),
  }
}

// A number, or a text that begins with one: `200 OK`.
const statusOf = (value: unknown): number | undefined =>
  numberOf(typeof value === 'string' ? value.replace(/^(\s*\d{3}) .*$/s, '$1') : value)

// Chromium's and WebKit's word for it, Playwright's, Charles', and what others call it.
const problemOf = (response: unknown, entry: unknown): string | undefined => {
  const said = [
    member(response, '_error'),
    member(response, '_failureText'),
    member(response, '_errorMessage'),
    member(entry, '_error'),
    member(entry, '_failureText'),
  ]
  return said.map((one) => textOf(one).trim().slice(0, 1_000)).find((text) => text !== '')
}

const noAnswer = (status: number, reason: string): string => {
  if (status !== 0 && status !== -1) return `The file gives the status ${status}, which is none.`
  return reason.trim().slice(0, 1_000) || 'The file has no answer.'
}

/** The version of HTTP without its name: `1.1`, `2.0`, `3`; empty where a file does not say it, or not as one. */
const readVersion = (value: unknown): string => {
  const text = textOf(value).trim()
  return (
    /^HTTP\/(\d[\w.+/-]{0,19})$/i.exec(text)?.[1] ??
    /^h([23])/i.exec(text)?.[1] ??
    /^[0-3](\.\d)?$/.exec(text)?.[0] ??
    ''
  )
}
