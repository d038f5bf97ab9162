import { utf8TextOf } from '../base/octets.ts'
import { failed, success, type Result } from '../base/result.ts'
import { hasDotSegment } from './curl.ts'
import { literal } from './literal.ts'
import { isKeptByRequests } from './python-target.ts'
import { repeatedHeader, type SnippetProblem } from './snippet-problem.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** A request as a program of Python that sends it with Requests. */
export const requestsProgram = (request: SnippetRequest): Result<string, SnippetProblem> => {
  const problem = problemOf(request)
  if (problem !== undefined) return failed(problem)
  const { method, origin, target, headers, body } = request
  const text = utf8TextOf(body)
  return success(
    [
      ...(text === undefined ? ['import base64'] : []),
      'import requests',
      '',
      'response = requests.request(',
      `    ${literal(method)},`,
      `    ${literal(`${origin}${target}`)},`,
      ...(headers.length === 0
        ? []
        : [
            '    headers={',
            ...headers.map(([name, value]) => `        ${literal(name)}: ${headerLiteral(value)},`),
            '    },',
          ]),
      ...(body === ''
        ? []
        : [
            text === undefined
              ? `    data=base64.b64decode(${literal(btoa(body))}),`
              : `    data=${literal(text)}.encode(),`,
          ]),
      '    allow_redirects=False,',
      ')',
      'print(response.status_code, response.text)',
    ].join('\n'),
  )
}

const problemOf = ({ method, target, headers }: SnippetRequest): SnippetProblem | undefined => {
  // It writes each method in capitals.
  if (method !== method.toUpperCase() || method === 'CONNECT') return { kind: 'method' }
  if (!isKeptByRequests(target) || hasDotSegment(target)) return { kind: 'target' }
  const repeated = repeatedHeader(headers)
  return repeated === undefined ? undefined : { kind: 'repeated', header: repeated }
}

// Requests refuses text that begins with what Unicode has for white space; as bytes the same value goes.
const headerLiteral = (value: string): string =>
  /^[\x85\xa0]/.test(value) ? `${literal(value)}.encode('latin-1')` : literal(value)
