import type { Entries, KeyPage } from './entries.ts'

const pageSize = 1_000

/** Pages of all keys that start with a prefix, in order, each fetched when it is asked for. */
export async function* keyPages(entries: Entries, prefix: string): AsyncGenerator<KeyPage, void, undefined> {
  for (let after: string | undefined; ;) {
    const page = await entries.keys({ prefix, after, limit: pageSize })
    yield page
    if (page.next === undefined) return
    after = page.next
  }
}

/** All keys that start with a prefix, in order. */
export async function* everyKey(entries: Entries, prefix: string): AsyncGenerator<string, void, undefined> {
  for await (const { keys } of keyPages(entries, prefix)) yield* keys
}
