import { parseJson } from '../base/parse-json.ts'

/** The Content-Type that fits a body by its looks: JSON, a form's fields, or plain text. Undefined for no body. */
export const contentTypeOf = (body: string): string | undefined => {
  if (body === '') return undefined
  if (parseJson(body) !== undefined || /^\s*[[{]/.test(body)) return 'application/json'
  return /^[^\s=&]+=[^\s=&]*(&[^\s=&]+=[^\s=&]*)*$/.test(body)
    ? 'application/x-www-form-urlencoded'
    : 'text/plain; charset=utf-8'
}

/** What JSON text lacks, in the engine's own words; undefined where it is JSON. */
export const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text)
    return undefined
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}
