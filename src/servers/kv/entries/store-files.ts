import { statSync } from 'node:fs'
import { join } from 'node:path'
import { StoreUnavailable } from './entries.ts'

/** The files of a disk store that is open. */
export interface StoreFiles {
  readonly folder: string
  /** Throws {@link StoreUnavailable} when the folder no longer holds the files that were opened: what is written to them is lost. */
  requireInPlace(): void
}

const names = ['data.mdb', 'lock.mdb'] as const

/** The files that are in a folder now, to be asked later whether they still are. */
export const storeFilesIn = (folder: string): StoreFiles => {
  const opened = names.map((name) => ({ path: join(folder, name), identity: identityOf(join(folder, name)) }))
  return {
    folder,
    requireInPlace: () => {
      if (opened.every(({ path, identity }) => identityOf(path) === identity)) return
      throw new StoreUnavailable(
        `The disk store in ${folder} was deleted or replaced while it was in use, so nothing can be kept in it: put its folder back, or start again with a new one`,
      )
    },
  }
}

// A file that was deleted and made anew is another one, under the same name.
const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found && `${found.dev} ${found.ino}`
}
