import { present } from '../base/present.ts'
import { bodyAtMost, headersAtMost, type ComposedRequest } from './composed-request.ts'
import { byteLength } from './byte-length.ts'
import type { Draft } from './draft.ts'
import { headerProblem, methodProblem, targetProblem } from './request-rules.ts'

/** What keeps a draft from being sent, by the field that it is about; `headers` by row. */
export interface DraftProblems {
  readonly method?: string
  readonly target?: string
  readonly headers: ReadonlyMap<number, string>
  readonly body?: string
}

/** The problems of a draft; a header row that is wholly empty is none. */
export const problemsOf = (draft: Draft, composed: ComposedRequest): DraftProblems => {
  const headers = new Map<number, string>()
  draft.headers.forEach(([name, value], row) => {
    const problem = name === '' && value === '' ? undefined : headerProblem(name, value)
    if (problem !== undefined) headers.set(row, problem)
  })
  if (composed.headers.length > headersAtMost)
    headers.set(draft.headers.length - 1, `More than ${headersAtMost} headers.`)
  const [method, target] = [methodProblem(draft.method), targetProblem(draft.target)]
  const isTooLong = byteLength(draft.body) > bodyAtMost
  return {
    headers,
    ...present({ method, target }),
    ...(isTooLong ? { body: `The body is longer than ${bodyAtMost} bytes.` } : {}),
  }
}

/** Whether nothing keeps the draft from being sent. */
export const isSendable = ({ method, target, headers, body }: DraftProblems): boolean =>
  method === undefined && target === undefined && body === undefined && headers.size === 0
