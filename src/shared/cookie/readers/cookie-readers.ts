import type { CookieReader, CookieReading } from './cookie-reading.ts'
import { flaskReader } from './flask.ts'
import { uuidReader } from './uuid.ts'

/** The formats that are known, those with the most telling shape first: a value is read by the first that knows it. */
export const cookieReaders: readonly CookieReader[] = [flaskReader, uuidReader]

/** What a cookie's value is, by its shape. A value of no known format is opaque: one part, which says nothing. */
export const readCookie = (value: string, readers: readonly CookieReader[] = cookieReaders): CookieReading => {
  for (const reader of readers) {
    const reading = reader.read(value)
    if (reading !== undefined) return reading
  }
  return opaque(value)
}

const opaque = (value: string): CookieReading => ({
  format: 'opaque',
  certainty: 'possible',
  kind: 'opaque',
  parts: [{ id: 'value', role: 'value', label: 'value', text: value, at: 0 }],
})
