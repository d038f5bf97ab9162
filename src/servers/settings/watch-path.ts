import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'

/** What ends a watch. */
export interface PathWatch {
  close(): Promise<void>
}

/** Milliseconds from a change to its report: an editor that empties a file before it fills it is done by then. */
const settling = 80
const pollEvery = 250

/**
 * Reports changes of one file by any editor, in place or by another file that takes its name, also of one that is deleted
 * and made again: the folder is watched, for the file of that name; behind a symbolic link the link's target too.
 */
export const watchPath = async (path: string, onChange: () => void): Promise<PathWatch> => {
  const files = new Set([resolve(path), await realpath(path).catch(() => resolve(path))])
  const folders = new Set([...files].map((file) => dirname(file)))
  let timer: NodeJS.Timeout | undefined
  const report = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      onChange()
    }, settling)
  }

  const ignored = (candidate: string): boolean => !files.has(candidate) && !folders.has(candidate)
  const start = (usePolling: boolean): FSWatcher =>
    watch([...folders], { depth: 0, ignoreInitial: true, ignored, atomic: false, usePolling, interval: pollEvery }).on('all', report)

  let watcher = start(false)
  await new Promise<void>((settle) => {
    watcher.once('ready', settle)
    // The system has no watches left (ENOSPC), or none for this file system: look now and then instead.
    watcher.on('error', () => {
      const refused = watcher.removeAllListeners('error').on('error', () => undefined)
      watcher = start(true).once('ready', settle).on('error', () => undefined)
      void refused.close()
    })
  })
  return {
    close: async () => {
      await watcher.close()
      clearTimeout(timer)
    },
  }
}
