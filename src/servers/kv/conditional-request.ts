import type { IncomingHttpHeaders } from 'node:http'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { Precondition, Versions } from './entries/precondition.ts'

/** The `ETag` of a version (RFC 9110 §8.8.3); always a strong one. */
export const entityTag = (version: string): string => `"${version}"`

/** What `If-Match` and `If-None-Match` ask for (RFC 9110 §13.1); `undefined` when a request has neither. */
export const preconditionOf = (headers: IncomingHttpHeaders): Result<Precondition | undefined, HttpProblem> => {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers
  if (match === undefined && noneMatch === undefined) return success(undefined)
  const ifMatch = versionsIn('If-Match', match)
  const ifNoneMatch = versionsIn('If-None-Match', noneMatch)
  if (!ifMatch.ok) return ifMatch
  if (!ifNoneMatch.ok) return ifNoneMatch
  return success({
    ...(ifMatch.value && { ifMatch: ifMatch.value }),
    ...(ifNoneMatch.value && { ifNoneMatch: ifNoneMatch.value }),
  })
}

const list = /^(?:[ \t]*,)*[ \t]*(?:W\/)?"[^"]*"(?:[ \t]*,(?:[ \t]*(?:W\/)?"[^"]*")?)*[ \t]*$/
const tag = /(W\/)?"([^"]*)"/g

const versionsIn = (
  name: 'If-Match' | 'If-None-Match',
  field: string | undefined,
): Result<Versions | undefined, HttpProblem> => {
  if (field === undefined) return success(undefined)
  if (field.trim() === '*') return success('*')
  if (!list.test(field))
    return failed(
      new HttpProblem(400, `${name} must be * or entity tags in quotes, such as "abc": copy the ETag of an answer.`),
    )
  // RFC 9110 §13.1: If-Match compares strongly, so that a weak tag matches nothing; If-None-Match compares weakly.
  return success(
    Array.from(field.matchAll(tag)).flatMap(([, weak, version = '']) => (weak && name === 'If-Match' ? [] : [version])),
  )
}
