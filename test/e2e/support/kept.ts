import { test as base } from '@playwright/test'

interface Closable {
  close(): Promise<void>
}

interface Found<T> {
  readonly value: T
  /** Nobody has used it before. */
  readonly isNew: boolean
}

/** What a worker starts when it is first wanted and keeps for the tests that follow: starting is the dearest part of a test. */
export interface Kept {
  get<T extends Closable>(name: string, start: () => Promise<T>): Promise<Found<T>>
  /** Ends it; the next who wants it starts another. */
  drop(name: string): Promise<void>
}

const createKept = (): Kept & { readonly closeAll: () => Promise<void> } => {
  const running = new Map<string, Closable>()
  const drop = async (name: string): Promise<void> => {
    const found = running.get(name)
    running.delete(name)
    await found?.close()
  }
  return {
    get: async <T extends Closable>(name: string, start: () => Promise<T>) => {
      // A name has one start, and so one type.
      const found = running.get(name) as T | undefined
      if (found !== undefined) return { value: found, isNew: false }
      const value = await start()
      running.set(name, value)
      return { value, isNew: true }
    },
    drop,
    closeAll: async () => {
      for (const name of [...running.keys()].reverse()) await drop(name)
    },
  }
}

/** What every test of this folder is made from: with one set of worker fixtures, all files can share a worker. */
export const test = base.extend<object, { kept: Kept }>({
  kept: [
    async ({}, use) => {
      const kept = createKept()
      await use(kept)
      await kept.closeAll()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})
