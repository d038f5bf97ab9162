import { unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'

/** What ends a watch. */
export interface PathWatch {
  close(): Promise<void>
}

/** Milliseconds from a change to its report: an editor that empties a file before it fills it is done by then. */
const settling = 80
const pollEvery = 250

/**
 * Reports changes of one file by any editor, in place or by another file that takes its name, also of one that is deleted
 * and made again: the folder is watched, for the file of that name; behind a symbolic link the link's target too. (A watch
 * of the file itself stays with what was renamed away, and misses what happens until it is renewed.)
 */
export const watchPath = async (path: string, onChange: () => void): Promise<PathWatch> => {
  const files = new Set([resolve(path), await realpath(path).catch(() => resolve(path))])
  let timer: NodeJS.Timeout | undefined
  const report = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      onChange()
    }, settling)
  }
  const ends = Array.from(files, (file) => watchByName(file, report))
  return {
    close: () => {
      for (const end of ends) end()
      clearTimeout(timer)
      return Promise.resolve()
    },
  }
}

/** Watches the folder of a file for its name, or else looks at the file now and then; returns what ends it. */
const watchByName = (file: string, report: () => void): (() => void) => {
  let watcher: FSWatcher | undefined
  const look = (): void => {
    watcher?.close()
    watcher = undefined
    watchFile(file, { interval: pollEvery }, report)
  }
  try {
    // Not every system says which name it was.
    watcher = watch(dirname(file), (_event, name) => {
      if (name === null || name === basename(file)) report()
    })
    watcher.on('error', look)
  } catch {
    // The system has no watches left (ENOSPC), or none for this file system.
    look()
  }
  return () => {
    watcher?.close()
    unwatchFile(file, report)
  }
}
