import { failed, type Result } from '../base/result.ts'
import { curlCommand } from './curl.ts'
import { fetchProgram } from './fetch.ts'
import { httpieCommand } from './httpie.ts'
import { requestsProgram } from './requests.ts'
import { problemOfAny, type SnippetProblem } from './snippet-problem.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** The programs that a request can be written out for. */
export const snippetKinds = ['httpie', 'curl', 'fetch', 'requests'] as const
export type SnippetKind = (typeof snippetKinds)[number]

/**
 * A request as a command of a POSIX shell, or a program, that sends the same bytes, no redirect followed; or why that
 * program cannot. Written here since what generators there are write JSON bodies anew, unquoted in a shell, and lose
 * repeated headers.
 */
export const snippetOf = (kind: SnippetKind, request: SnippetRequest): Result<string, SnippetProblem> => {
  const problem = problemOfAny(request)
  return problem === undefined ? writers[kind](request) : failed(problem)
}

const writers: Readonly<Record<SnippetKind, (request: SnippetRequest) => Result<string, SnippetProblem>>> = {
  httpie: httpieCommand,
  curl: curlCommand,
  fetch: fetchProgram,
  requests: requestsProgram,
}
