import { headerValue } from '../stream/header-list.ts'
import { success, type Result } from '../base/result.ts'
import { commandLines, isWord, printf, shellWord } from './shell-word.ts'
import type { SnippetProblem } from './snippet-problem.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** A request as a command of curl. */
export const curlCommand = (request: SnippetRequest): Result<string, SnippetProblem> => {
  const { headers, body } = request
  const isPiped = body !== '' && !isWord(body)
  const command = commandLines([
    ['curl', '--include', ...methodOptions(request), '--globoff', ...targetOptions(request)].join(' '),
    ...headers.map(([name, value]) => `--header ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body === '' ? [] : [...withoutType(request), isPiped ? '--data-binary @-' : `--data-raw ${shellWord(body)}`]),
  ])
  return success(isPiped ? `${printf(body)} | ${command}` : command)
}

// It would wait for the body of an answer to HEAD when it has sent one itself; the closed connection tells it that
// none comes.
const methodOptions = ({ method, body }: SnippetRequest): readonly string[] => {
  if (method === 'HEAD')
    return body === '' ? ['--head'] : ['--request HEAD', '--ignore-content-length', `--header 'Connection: close'`]
  return method === 'GET' && body === '' ? [] : ['--request', shellWord(method)]
}

// What curl would read as more than a path, or write anew, it is told apart from the address.
const targetOptions = ({ origin, target }: SnippetRequest): readonly string[] => {
  if (!/^\/[\w\-.~!$&'()*+,;=:@%/?]*$/.test(target))
    return ['--request-target', shellWord(target), shellWord(`${origin}/`)]
  return [...(hasDotSegment(target) ? ['--path-as-is'] : []), shellWord(`${origin}${target}`)]
}

const withoutType = ({ headers }: SnippetRequest): readonly string[] =>
  headerValue(headers, 'Content-Type') === undefined ? ['--header Content-Type:'] : []

/** Whether a path has segments that programs resolve (RFC 3986 §5.2.4). */
export const hasDotSegment = (target: string): boolean => /\/(\.|%2e){1,2}(\/|\?|$)/i.test(target)
