import { randomBytes } from 'node:crypto'
import type { NewValue, StoredValue } from './entries.ts'

/** Issues versions that no other process and no earlier value has. */
export const createVersions = (): (() => string) => {
  const issuer = randomBytes(9).toString('base64url')
  let issued = 0
  return () => `${issuer}${(issued += 1).toString(36)}`
}

/** A stored value as one text, `version expires value`, whose head can be read without parsing the value. */
export const toRecord = ({ value, expires }: NewValue, version: string): string =>
  `${version} ${expires === undefined ? '' : String(expires)} ${value}`

/** The stored value that {@link toRecord} wrote. */
export const fromRecord = (record: string): StoredValue => {
  const afterVersion = record.indexOf(' ')
  const afterExpires = record.indexOf(' ', afterVersion + 1)
  const expires = record.slice(afterVersion + 1, afterExpires)
  const stored = { version: record.slice(0, afterVersion), value: record.slice(afterExpires + 1) }
  return expires === '' ? stored : { ...stored, expires: Number(expires) }
}
