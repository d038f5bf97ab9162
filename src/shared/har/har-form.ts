import type { Note } from './har-notes.ts'
import { itemsOf, member, textOf } from './loose.ts'

/**
 * The body that a form's fields stand for, where a file has only them (`postData.params`): URL-encoded, or in the
 * parts of a multipart form (RFC 7578) with the boundary that its type names. It is put together again, which is
 * noted.
 */
export const formBody = (params: unknown, type: string, note: Note): string => {
  const fields = fieldsOf(params)
  if (fields.length === 0) return ''
  note('form')
  const boundary = /boundary="?([^";,\s]+)/i.exec(type)?.[1] ?? 'boundary'
  return /^multipart\//i.test(type) ? multipart(fields, boundary) : fields.map(urlEncoded).join('&')
}

// As the format has them, or as an object of names and values.
const fieldsOf = (params: unknown): readonly unknown[] =>
  typeof params === 'object' && params !== null && !Array.isArray(params)
    ? Object.entries(params).flatMap(([name, value]) =>
        (Array.isArray(value) ? itemsOf(value) : [value as unknown]).map((one) => ({ name, value: one })),
      )
    : itemsOf(params)

const urlEncoded = (field: unknown): string =>
  [member(field, 'name'), member(field, 'value')].map((part) => formEncoded(textOf(part))).join('=')

// URL Standard, application/x-www-form-urlencoded.
const formEncoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const multipart = (fields: readonly unknown[], boundary: string): string =>
  [
    ...fields.map((field) => `--${boundary}\r\n${partHead(field)}\r\n\r\n${textOf(member(field, 'value'))}\r\n`),
    `--${boundary}--\r\n`,
  ].join('')

const partHead = (field: unknown): string => {
  const [name, file, type] = ['name', 'fileName', 'contentType'].map((part) =>
    textOf(member(field, part)).replace(/[\r\n"]/g, encodeURIComponent),
  )
  const disposition = `Content-Disposition: form-data; name="${name ?? ''}"${file ? `; filename="${file}"` : ''}`
  return type ? `${disposition}\r\nContent-Type: ${type}` : disposition
}
