import type { ExchangeRecord } from '../folds/exchanges.ts'
import type { Json } from '../base/json.ts'
import { isJsonObject, parseJson } from '../base/parse-json.ts'

/** What a request to the key-value service asks for. */
export type KvRequest =
  | { readonly verb: 'read' | 'delete'; readonly key: string }
  | { readonly verb: 'write'; readonly values: Readonly<Record<string, Json>> }
  | { readonly verb: 'list'; readonly prefix: string }
  | { readonly verb: 'other' }

type Request = Pick<ExchangeRecord, 'method' | 'target' | 'body'>

/** Reads a request to the key-value service. */
export const readKvRequest = ({ method, target, body }: Request): KvRequest => {
  const [path = '', query = ''] = target.split('?', 2)
  const key = percentDecoded(path.slice(1))
  if (method === 'GET' && key === '') return { verb: 'list', prefix: prefixOf(query) }
  if (method === 'GET' || method === 'HEAD') return { verb: 'read', key }
  if (method === 'DELETE' && key !== '') return { verb: 'delete', key }
  const values = parseJson(body.text)
  return method === 'POST' && isJsonObject(values) ? { verb: 'write', values } : { verb: 'other' }
}

const prefixOf = (query: string): string => {
  const pair = query.split('&').find((part) => part.startsWith('prefix='))
  return percentDecoded((pair ?? '').slice('prefix='.length).replaceAll('+', ' '))
}

/** Text with its percent-escapes resolved, or as it is where they are none of UTF-8. */
export const percentDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The value under `key` in an answer of the key-value service, as JSON text; undefined where the answer has none. */
export const answeredValue = (body: string, key: string): string | undefined => {
  const answer = parseJson(body)
  if (!isJsonObject(answer) || !Object.hasOwn(answer, key)) return undefined
  return JSON.stringify(answer[key])
}
