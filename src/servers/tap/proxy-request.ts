import { failure, success, type Result } from '../../shared/base/result.ts'
import { parsePlace, type TapTarget } from './allow-list.ts'
import { requestFraming, type Framing } from './framing.ts'
import { fieldValues, readRequestHead } from './read-head.ts'

/** What a client says to an HTTP proxy (RFC 9112 §3.2). */
export type ProxyRequest =
  | { readonly form: 'authority'; readonly place: TapTarget }
  | { readonly form: 'absolute'; readonly place: TapTarget; readonly framing: Framing; readonly bytes: Buffer }
  /** It takes the proxy for the server itself. */
  | { readonly form: 'origin' }

/** Reads the head of a request to a proxy, with the empty line that ends it. `bytes` are what the server gets. */
export const readProxyRequest = (bytes: Buffer): Result<ProxyRequest> => {
  const text = bytes.toString('latin1')
  const head = readRequestHead(text.replace(/\r\n\r\n$/, ''))
  if (!head.ok) return failure('bad-input', `This is no request that a proxy understands: ${head.failure.message}.`)
  const { method, target, rawHeaders } = head.value
  if (method === 'CONNECT') {
    const place = parsePlace(target)
    return place === undefined
      ? failure('bad-input', 'CONNECT needs a host and a port, such as localhost:8000.')
      : success({ form: 'authority', place })
  }
  const [, authority, path] = /^http:\/\/([^/?#]*)(.*)$/i.exec(target) ?? []
  if (authority === undefined || path === undefined) return success({ form: 'origin' })
  const place = parsePlace(authority, 80)
  if (place === undefined) return failure('bad-input', 'The address of this request cannot be read.')
  const framing = requestFraming(head.value)
  if (!framing.ok) return failure('bad-input', `This request cannot be sent on: ${framing.failure.message}.`)
  const own = asSentDirectly(text, { method, target, path: path.startsWith('/') ? path : `/${path}`, rawHeaders })
  return success({ form: 'absolute', place, framing: framing.value, bytes: Buffer.from(own, 'latin1') })
}

interface Lines {
  readonly method: string
  readonly target: string
  readonly path: string
  readonly rawHeaders: readonly string[]
}

/**
 * The head as the server would have got it without a proxy. Browsers send `Proxy-Connection` in the very place of `Connection`;
 * other clients send it beside, or instead of nothing.
 */
const asSentDirectly = (text: string, { method, target, path, rawHeaders }: Lines): string => {
  const [userAgent = ''] = fieldValues(rawHeaders, 'user-agent')
  const isRenamed = userAgent.startsWith('Mozilla/') && fieldValues(rawHeaders, 'connection').length === 0
  const [line = '', ...fields] = text.split('\r\n')
  const own = fields.flatMap((field) => {
    if (/^proxy-authorization:/i.test(field)) return []
    if (!/^proxy-connection:/i.test(field)) return [field]
    return isRenamed ? [field.slice('Proxy-'.length)] : []
  })
  return [`${method} ${path}${line.slice(`${method} ${target}`.length)}`, ...own].join('\r\n')
}
