import { headerValues, type HeaderList } from '../stream/header-list.ts'
import { isToken } from '../exchange/http-token.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** Why a program cannot send a request as it is. `header` names the header that is in the way. */
export type SnippetProblem =
  | { readonly kind: 'method' | 'target' | 'characters' | 'cut-body' | 'body' | 'web-socket' | 'too-long' }
  | {
      readonly kind: 'header' | 'repeated' | 'bytes' | 'space' | 'backslash' | 'unsent' | 'adds'
      readonly header: string
    }

const problem = (kind: Exclude<SnippetProblem, { header: string }>['kind']): SnippetProblem => ({ kind })

/** Characters of one line of a request that a command may have: a single argument has room for 128 KiB on Linux. */
const lineAtMost = 30_000

/**
 * Why no program can send a request: because there is no such request in HTTP, or not all of it is known. Nothing out
 * of a file comes near a shell before it has passed here.
 */
export const problemOfAny = ({
  method,
  target,
  headers,
  isCut,
  isWebSocket,
}: SnippetRequest): SnippetProblem | undefined => {
  if (!isToken(method)) return problem('method')
  // RFC 9112 §3.2: what is not visible would end the first line.
  if (!/^[\x21-\x7e\x80-\xff]+$/.test(target)) return problem('characters')
  const odd = headers.find(([name, value]) => !isToken(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
  if (odd !== undefined) return { kind: 'header', header: odd[0] }
  if (headerValues(headers, 'Host').length > 1) return { kind: 'repeated', header: 'Host' }
  if (isWebSocket) return problem('web-socket')
  if (isCut) return problem('cut-body')
  return [target, ...headers.map(([, value]) => value)].some((line) => line.length > lineAtMost)
    ? problem('too-long')
    : undefined
}

/** The name of a header that comes more than once, for programs that send it once. */
export const repeatedHeader = (headers: HeaderList): string | undefined =>
  headers.find(
    ([name], index) => headers.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) < index,
  )?.[0]
