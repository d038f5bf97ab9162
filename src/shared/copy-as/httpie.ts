import { headerValue, type HeaderList } from '../stream/header-list.ts'
import { utf8TextOf } from '../base/octets.ts'
import { failed, success, type Result } from '../base/result.ts'
import { hasDotSegment } from './curl.ts'
import { isKeptByRequests } from './python-target.ts'
import { commandLines, isWord, printf, shellWord } from './shell-word.ts'
import type { SnippetProblem } from './snippet-problem.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** A request as a command of HTTPie 3. */
export const httpieCommand = (request: SnippetRequest): Result<string, SnippetProblem> => {
  const problem = problemOf(request)
  if (problem !== undefined) return failed(problem)
  const { method, origin, target, headers, body } = request
  // Two dashes alone vanish from an option's value, as argparse has it.
  const isPiped = body !== '' && (!isWord(body) || body === '--')
  const items = [
    ...headers.map(headerItem),
    ...(body !== '' && headerValue(headers, 'Content-Type') === undefined ? ['Content-Type:'] : []),
  ]
  const raw = body === '' || isPiped ? [] : [`--raw=${shellWord(body)}`]
  // Behind two dashes no item is taken for an option, and none may stand; between what it asks and whom, none may
  // either.
  const hasDash = headers.some(([name]) => name.startsWith('-'))
  const options = [
    ...(isPiped ? [] : ['--ignore-stdin']),
    ...(hasDotSegment(target) ? ['--path-as-is'] : []),
    ...(hasDash ? raw : []),
  ]
  const command = commandLines([
    ['http', ...options, method, shellWord(`${origin}${target}`)].join(' '),
    ...(hasDash ? ['--', ...items] : [...items, ...raw]),
  ])
  return success(isPiped ? `${printf(body)} | ${command}` : command)
}

const problemOf = ({ method, target, headers }: SnippetRequest): SnippetProblem | undefined => {
  // What is no word of letters it takes for an address; the letters it makes large.
  if (!/^[A-Z]+$/.test(method) || method === 'CONNECT') return { kind: 'method' }
  if (!isKeptByRequests(target)) return { kind: 'target' }
  const unreadable = headers.find(([, value]) => utf8TextOf(value) === undefined)
  if (unreadable !== undefined) return { kind: 'bytes', header: unreadable[0] }
  const padded = headers.find(([, value]) => isPadded(utf8TextOf(value) ?? ''))
  if (padded !== undefined) return { kind: 'space', header: padded[0] }
  const escaping = headers.find(([, value]) => /(?<!\\)(\\\\)*\\[:;=@]/.test(value))
  return escaping === undefined ? undefined : { kind: 'backslash', header: escaping[0] }
}

// What Python's `strip` takes off beyond the space and tab that are no part of a value in any case.
const isPadded = (value: string): boolean => /^[ \t]*[\x85\p{Z}](?<! )|[\x85\p{Z}](?<! )[ \t]*$/u.test(value)

// HTTPie takes the first of its separators; a value that begins with one of their second characters is escaped.
const headerItem = ([name, value]: HeaderList[number]): string =>
  shellWord(value === '' ? `${name};` : `${name}:${/^[=@]/.test(value) ? '\\' : ''}${value}`)
