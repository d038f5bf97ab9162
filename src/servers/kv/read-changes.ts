import { isUtf8 } from 'node:buffer'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { multipartFields, urlencodedFields, type Fields } from './form-fields.ts'
import { membersOf } from './json-text.ts'
import { keyProblem } from './key-rules.ts'

/** Keys and the JSON text that each is to be set to. */
export type Changes = ReadonlyMap<string, string>
type Read<T> = Result<T, HttpProblem>

const problem = (status: number, message: string): Read<never> => failed(new HttpProblem(status, message))

/** What the body of a `POST /` sets: the members of a JSON object, or the fields of a form as strings. */
export const readChanges = async (contentType: string | undefined, body: Buffer): Promise<Read<Changes>> => {
  if (body.length === 0) return problem(400, 'The body is empty. Send a JSON object such as {"foo": "bar"}, or a form.')
  const changes = await parse(contentType ?? '', body)
  if (!changes.ok) return changes
  for (const key of changes.value.keys()) {
    const wrong = keyProblem(key)
    if (wrong !== undefined) return problem(400, wrong)
  }
  return changes
}

const parse = async (contentType: string, body: Buffer): Promise<Read<Changes>> => {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || /^application\/[^\s/]+\+json$/.test(type)) return jsonChanges(body)
  if (type === 'application/x-www-form-urlencoded') return urlencodedChanges(body)
  if (type === 'multipart/form-data') return formChanges(await multipartFields(contentType, body))
  const sent = type === '' ? 'A body without a Content-Type' : `A body of type ${JSON.stringify(type)}`
  return problem(
    415,
    `${sent} cannot be read. Send application/json, application/x-www-form-urlencoded or multipart/form-data.`,
  )
}

const byteOrderMark = '\ufeff'

const textOf = (body: Buffer): Read<string> => {
  if (!isUtf8(body)) return problem(400, 'The body is not UTF-8. Send it in that encoding.')
  const text = body.toString()
  return success(text.startsWith(byteOrderMark) ? text.slice(1) : text)
}

const urlencodedChanges = (body: Buffer): Read<Changes> => {
  const text = textOf(body)
  return text.ok ? formChanges(urlencodedFields(text.value)) : text
}

const jsonChanges = (body: Buffer): Read<Changes> => {
  const text = textOf(body)
  if (!text.ok) return text
  try {
    const value: unknown = JSON.parse(text.value)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return success(membersOf(text.value))
    return problem(400, 'The body is JSON, but not an object. Send an object such as {"foo": "bar"}.')
  } catch {
    return problem(400, 'The body is not well-formed JSON. Send an object such as {"foo": "bar"}.')
  }
}

const formChanges = (fields: Read<Fields>): Read<Changes> => {
  if (!fields.ok) return fields
  if (fields.value.length === 0) return problem(400, 'The form has no fields. Send at least one, such as foo=bar.')
  // The first of a repeated key counts.
  const changes = new Map<string, string>()
  for (const [key, value] of fields.value) if (!changes.has(key)) changes.set(key, JSON.stringify(value))
  return success(changes)
}
