import { indented } from '../../shared/base/indented-json.ts'
import { visibleLines } from '../../shared/base/visible.ts'
import type { Entries } from './entries/entries.ts'
import { everyKey } from './entries/every-key.ts'
import { inOrder } from './in-order.ts'
import { objectText } from './json-text.ts'

/** Entries as `dump` prints them: each a JSON object of its own, indented by two. */
export const dumpText = (entries: Iterable<readonly [key: string, value: string]>): string =>
  Array.from(entries, (entry) => `${visibleLines(indented(objectText([entry])))}\n`).join('')

/**
 * What `dump` prints for the entries that start with a prefix, cut behind the entry that makes it longer than `limit` characters;
 * of an entry that alone is longer, only so much of it.
 */
export const dumpEntries = async (
  entries: Entries,
  prefix: string,
  limit = 1_000_000,
): Promise<{ text: string; truncated: boolean }> => {
  const pieces: string[] = []
  let length = 0
  const read = async (key: string) => ({ key, stored: await entries.get(key) })
  for await (const { key, stored } of inOrder(everyKey(entries, prefix), 16, read)) {
    if (!stored) continue
    if (length > limit) return { text: pieces.join(''), truncated: true }
    const piece = dumpText([[key, stored.value]])
    if (piece.length > limit) return { text: [...pieces, piece.slice(0, limit)].join(''), truncated: true }
    pieces.push(piece)
    length += piece.length
  }
  return { text: pieces.join(''), truncated: false }
}
