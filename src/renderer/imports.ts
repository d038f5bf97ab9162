import type { ImportedExchanges } from '../shared/har/read-har.ts'

/** The file that the Timeline shows in place of the lab's own exchanges, if any. */
export interface Imports {
  readonly current: () => ImportedExchanges | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Shows a file's exchanges; undefined goes back to the lab's own. */
  readonly show: (imported: ImportedExchanges | undefined) => void
}

/** No file is shown yet. */
export const createImports = (): Imports => {
  const listeners = new Set<() => void>()
  let imported: ImportedExchanges | undefined
  return {
    current: () => imported,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show: (next) => {
      imported = next
      for (const listener of listeners) listener()
    },
  }
}
