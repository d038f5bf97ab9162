import { unwatchFile, watch, watchFile, type FSWatcher, type Stats } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'

/** What ends a watch. */
export interface PathWatch {
  close(): Promise<void>
}

/** Milliseconds from a change to its report: an editor that empties a file before it fills it is done by then. */
const settling = 80
/** Milliseconds between two looks, for all that the system does not tell of. */
const pollEvery = 300

/**
 * Reports changes of one file by any editor, in place or by another file that takes its name, also of one that is deleted
 * and made again: the folder is watched, for the file of that name; behind a symbolic link the link's target too. (A watch
 * of the file itself stays with what was renamed away, and misses what happens until it is renewed.) A folder may be replaced
 * in the same way, without a word to those who watch it; so the file is looked at now and then as well.
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

/** Watches the folder of a file for its name, whatever folder has that name by then; returns what ends it. */
const watchByName = (file: string, report: () => void): (() => void) => {
  const folder = dirname(file)
  let watcher: FSWatcher | undefined
  const renew = (): void => {
    watcher?.close()
    watcher = watchFolder(folder, basename(file), report)
  }
  const lookAtFolder = (now: Stats, before: Stats): void => {
    // A new folder may have the number of the one before.
    if (now.ino === before.ino && now.dev === before.dev && now.birthtimeMs === before.birthtimeMs) return
    renew()
    report()
  }
  renew()
  watchFile(folder, { interval: pollEvery }, lookAtFolder)
  watchFile(file, { interval: pollEvery }, report)
  return () => {
    watcher?.close()
    unwatchFile(folder, lookAtFolder)
    unwatchFile(file, report)
  }
}

// Undefined where there is no such folder now, and where the system has no watches left (ENOSPC), or none for this file system.
const watchFolder = (folder: string, name: string, report: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(folder, (_event, changed) => {
      // Not every system says which name it was.
      if (changed === null || changed === name) report()
    })
    return watcher.on('error', () => {
      watcher.close()
    })
  } catch {
    return undefined
  }
}
