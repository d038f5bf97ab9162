import type { Entry } from '../../shared/stream/lab-state.ts'
import type { StoredValue } from './entries/entries.ts'

const keptBytes = 16_384

/** An entry as observations show it: its JSON text cut after 16 KiB, between two characters. */
export const toEntry = (key: string, { value, version, expires }: StoredValue): Entry => {
  if (value.length * 3 <= keptBytes || Buffer.byteLength(value) <= keptBytes)
    return { key, value, truncated: false, version, expires: expires ?? null }
  const kept = Buffer.from(value.slice(0, keptBytes)).subarray(0, keptBytes)
  return { key, value: kept.toString().replace(/\ufffd$/, ''), truncated: true, version, expires: expires ?? null }
}
