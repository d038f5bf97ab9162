import { encodeOctets } from '../base/octets.ts'
import { headerValue, headerValues, type HeaderList } from '../stream/header-list.ts'
import type { Body } from '../stream/body.ts'
import { octetsOf, utf8Octets } from '../base/octets.ts'
import { isOfConnection } from '../request/request-rules.ts'

/** A request as another program is to send it. All its texts are octets, one character each. */
export interface SnippetRequest {
  readonly method: string
  /** Where it goes: scheme, host and port. */
  readonly origin: string
  /** The target exactly as it is to stand in the first line (RFC 9112 §3.2). */
  readonly target: string
  readonly headers: HeaderList
  readonly body: string
  /** Names of the headers that are left to the program, which writes them itself. */
  readonly leftOut: readonly string[]
  /** The log kept only the beginning of the body. */
  readonly isCut: boolean
  /** It asks to go on as a WebSocket. */
  readonly isWebSocket: boolean
}

interface SourceRequest {
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body: string | Body
  /** The version of HTTP that it was sent in, where it is known. */
  readonly httpVersion?: string
}

/** Headers by which the program that sends says who it is and what it can decode, and those only a page's fetch has. */
const ofSender = /^(user-agent|accept-encoding|traceparent|tracestate|upgrade-insecure-requests|sec-.*)$/i

/**
 * A request without what the program that sends it adds by itself: then it is seen under its own name. `origin` is
 * the URL of the server that it goes to; without one, its target is a whole URL, and says that itself.
 */
export const snippetRequest = (
  { method, target, headers: sent, body, httpVersion = '1.1' }: SourceRequest,
  origin?: string,
): SnippetRequest => {
  const headers = /^[23]/.test(httpVersion) ? withOneCookie(sent) : sent
  const [, ownOrigin = '', ownTarget = ''] = /^([a-z]+:\/\/[^/?#]*)(.*)$/is.exec(target) ?? []
  const url = asAddressed((origin ?? ownOrigin).replace(/\/$/, '').replace(/^ws/i, 'http'), headers)
  const isLeftOut = (name: string, value: string): boolean =>
    isOfConnection(name) || ofSender.test(name) || (/^host$/i.test(name) && value === hostOf(url))
  return {
    method,
    origin: url,
    target: octetsOf(origin === undefined ? ownTarget.replace(/^(?!\/)/, '/') : target),
    headers: withOneHost(headers)
      .filter(([name, value]) => !isLeftOut(name, value.trim()))
      // White space around a value is no part of it (RFC 9112 §5.1).
      .map(([name, value]) => [name, encodeOctets(value.replace(/^[ \t]+|[ \t]+$/g, ''))]),
    leftOut: [
      ...new Set(headers.filter(([name]) => !/^host$/i.test(name) && isLeftOut(name, '')).map(([name]) => name)),
    ],
    ...bodyOf(body),
    isWebSocket: /^wss?:/i.test(target) || /^websocket$/i.test(headerValue(headers, 'Upgrade') ?? ''),
  }
}

const bodyOf = (body: string | Body): Pick<SnippetRequest, 'body' | 'isCut'> => {
  if (typeof body === 'string') return { body: utf8Octets(body), isCut: false }
  return { body: body.encoding === 'base64' ? atob(body.text) : utf8Octets(body.text), isCut: body.truncated }
}

// This machine has three names: the one that the request was for is taken, and no Host need be written down.
const asAddressed = (origin: string, headers: HeaderList): string => {
  const [host, other] = headerValues(headers, 'Host')
  const [, port] = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(:\d+)$/.exec(origin) ?? []
  const names = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}${port ?? ''}`)
  return port !== undefined && host !== undefined && other === undefined && names.includes(host)
    ? `http://${host}`
    : origin
}

const hostOf = (origin: string): string => origin.replace(/^[a-z]+:\/\//i, '')

// From HTTP/2 on a Cookie may come in pieces, which are one line in HTTP/1.1 (RFC 9113 §8.2.3).
const withOneCookie = (headers: HeaderList): HeaderList => {
  const first = headers.findIndex(([name]) => /^cookie$/i.test(name))
  const whole = headerValues(headers, 'Cookie').join('; ')
  return headers.flatMap(([name, value], index) => {
    if (!/^cookie$/i.test(name)) return [[name, value] as const]
    return index === first ? [[name, whole] as const] : []
  })
}

// The same line twice says nothing more.
const withOneHost = (headers: HeaderList): HeaderList => {
  const hosts = new Set(headerValues(headers, 'Host'))
  return hosts.size > 1
    ? headers
    : headers.filter(
        ([name], index) => !/^host$/i.test(name) || index === headers.findIndex(([other]) => /^host$/i.test(other)),
      )
}
