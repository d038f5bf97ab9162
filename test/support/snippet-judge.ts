import { isToken } from '../../src/shared/exchange/http-token.ts'
import type { SnippetKind } from '../../src/shared/copy-as/snippets.ts'
import type { HeaderList } from '../../src/shared/stream/header-list.ts'
import type { OddRequest } from './odd-requests.ts'
import type { RawRequest } from './raw-recorder.ts'

// What counts as the same bytes, and why:
// - The first line and the body are the same, byte for byte.
// - Each header has the same name, in the same case, and the same values in the same order. The order of different headers
//   means nothing (RFC 9110 §5.3); curl keeps it all the same.
// - What frames the message or belongs to the connection is the program's (RFC 9112 §6, RFC 9110 §7.6.1), and so is what says
//   who sends and what it takes for an answer. White space around a value is no part of it (RFC 9112 §5.1).

const ofProgram =
  /^(connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|content-length|user-agent|accept-encoding|sec-.*)$/i
const mayAdd = /^(host|user-agent|accept|accept-encoding|accept-language|connection|content-length|sec-fetch-mode)$/i

/** What of a request as it arrived is not as it was to be sent; none where it is the same. */
export const differencesOf = (
  kind: SnippetKind,
  wanted: OddRequest,
  seen: RawRequest | undefined,
): readonly string[] => {
  if (seen === undefined) return ['nothing was sent']
  const expected = wanted.headers
    .filter(([name]) => !ofProgram.test(name))
    .map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')] as const)
  const line = `${wanted.method} ${wanted.target} HTTP/1.1`
  const length = seen.headers.find(([name]) => /^content-length$/i.test(name))?.[1] ?? '0'
  return [
    ...(seen.requestLine === line ? [] : [`first line: ${seen.requestLine}`]),
    ...(seen.body.equals(wanted.body) ? [] : [`body: ${JSON.stringify(seen.body.toString('latin1').slice(0, 200))}`]),
    ...(Number(length) === wanted.body.length ? [] : [`Content-Length: ${length}`]),
    ...headerDifferences(kind, expected, seen.headers),
  ]
}

const headerDifferences = (kind: SnippetKind, wanted: HeaderList, seen: HeaderList): readonly string[] => {
  const names = new Set(wanted.map(([name]) => name.toLowerCase()))
  const mine = seen.filter(([name]) => names.has(name.toLowerCase()))
  const sorted = (headers: HeaderList): string =>
    JSON.stringify(
      kind === 'curl'
        ? headers.filter(([name]) => name !== 'Host')
        : [...headers].sort(([one], [other]) => compare(one.toLowerCase(), other.toLowerCase())),
    )
  const added = seen.filter(([name]) => !names.has(name.toLowerCase()) && !mayAdd.test(name))
  const isWhole = seen.every(([name]) => isToken(name))
  return [
    ...(sorted(mine) === sorted(wanted) ? [] : [`headers: ${sorted(mine).slice(0, 300)}`]),
    ...added.map(([name, value]) => `added: ${name}: ${value}`),
    ...(isWhole ? [] : ['a line that is no header']),
  ]
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
