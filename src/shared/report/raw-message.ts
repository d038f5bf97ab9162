import { headerValue, type HeaderList } from '../stream/header-list.ts'
import type { Body } from '../stream/body.ts'
import { indented } from '../base/indented-json.ts'
import { parseJson } from '../base/parse-json.ts'
import type { JoinedExchange } from '../course/record.ts'
import type { RawMessage } from './blocks.ts'
import { reportTexts as texts } from './report-texts.ts'

/** Characters of a body that are shown; all that was observed of it is in the file's data. */
const shownAtMost = 3_000

/** Request and answer of an exchange as they stood on the wire. */
export const rawMessages = ({ requested, end }: JoinedExchange): RawMessage[] => {
  const { method, target, httpVersion, headers, body } = requested
  const request = {
    title: texts.request,
    start: `${method} ${target} HTTP/${httpVersion}`,
    headers,
    body: bodyText(headers, body),
  }
  if (end === undefined) return [request]
  if (end.kind === 'exchange.failed')
    return [request, { title: texts.failure, start: end.problem, headers: [], body: '' }]
  return [
    request,
    {
      title: texts.answer,
      start: `HTTP/1.1 ${end.status} ${end.reason}`.trim(),
      headers: end.headers,
      body: bodyText(end.headers, end.body),
    },
  ]
}

const bodyText = (headers: HeaderList, { encoding, text, bytes, truncated }: Body): string => {
  if (bytes === 0) return ''
  if (encoding === 'base64') return texts.binary(bytes)
  const readable = headerValue(headers, 'Content-Type')?.includes('json') === true ? indentedJson(text) : text.trimEnd()
  const shown = readable.slice(0, shownAtMost)
  return truncated || shown.length < readable.length ? `${shown}\n${texts.cut(bytes)}` : shown
}

/** JSON indented by two; what is none stays as it came. */
export const indentedJson = (text: string): string => (parseJson(text) === undefined ? text : indented(text))
