import { failed, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'

const longest = 2 ** 31 - 1

/** The `TTL` request header (RFC 8030 §5.2) in milliseconds; `undefined` when there is none. Longer than 68 years is 68 years. */
export const lifetimeOf = (field: string | undefined): Result<number | undefined, HttpProblem> => {
  if (field === undefined) return success(undefined)
  if (!/^\d+$/.test(field))
    return failed(new HttpProblem(400, 'TTL must be a whole number of seconds, such as 3600. Leave it out for no end.'))
  return success(Math.min(Number(field), longest) * 1000)
}
