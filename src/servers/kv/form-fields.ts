import busboy from 'busboy'
import { failed, messageOf, success, type Result } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'

/** Names and values in the order of a form or a query. */
export type Fields = readonly (readonly [name: string, value: string])[]

/** The fields of `application/x-www-form-urlencoded` text (URL standard §5.1), except that malformed encoding is refused. */
export const urlencodedFields = (text: string): Result<Fields, HttpProblem> => {
  try {
    return success(
      text
        .split('&')
        .filter(Boolean)
        .map((field) => {
          const [name = '', ...value] = field.split('=')
          return [decoded(name), decoded(value.join('='))] as const
        }),
    )
  } catch {
    return failed(new HttpProblem(400, 'The form or query is not percent-encoded UTF-8. Write "%" itself as %25.'))
  }
}

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

/** The fields of a `multipart/form-data` body (RFC 7578); files are refused, since a value is text. */
export const multipartFields = (contentType: string, body: Buffer): Promise<Result<Fields, HttpProblem>> =>
  new Promise((resolve) => {
    const refuse = (why: string) => {
      resolve(failed(new HttpProblem(400, `The form cannot be read: ${why}.`)))
    }
    try {
      // The whole body is bounded already, so no field needs a limit of its own.
      const limits = { fieldNameSize: body.length, fieldSize: body.length, fields: Infinity, parts: Infinity }
      const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits })
      const fields: [string, string][] = []
      parser.on('field', (name, value) => fields.push([name, value]))
      parser.on('file', (name, file) => {
        file.resume()
        refuse(`${JSON.stringify(name)} is a file, send its text as a field instead`)
      })
      parser.on('error', (thrown) => {
        refuse(messageOf(thrown))
      })
      parser.on('close', () => {
        resolve(success(fields))
      })
      parser.end(body)
    } catch (thrown) {
      refuse(messageOf(thrown))
    }
  })
