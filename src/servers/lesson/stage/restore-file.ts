import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Mutex } from 'async-mutex'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { messageOf } from '../../../shared/result.ts'
import { entryBeforeSchema } from './undoable-entries.ts'
import { settingsUndoSchema } from './undoable-settings.ts'

const restoreSchema = z.object({ version: z.literal(1), settings: settingsUndoSchema.optional(), entries: z.array(entryBeforeSchema) })
/** What an experiment changed that outlives the program. */
export type Restore = Omit<z.infer<typeof restoreSchema>, 'version'>

/** Keeps what has to be put back, for the case that the program ends before it could do so. */
export interface RestoreFile {
  /** What an earlier run of the program left behind. */
  read(): Promise<Restore | undefined>
  write(change: Partial<Restore>): Promise<void>
  /** Everything is put back. */
  remove(): Promise<void>
}

/** A {@link RestoreFile}. It may hold the secret key, as the settings do: nobody else reads it. */
export const createRestoreFile = (path: string, onProblem: (problem: string) => void): RestoreFile => {
  const order = new Mutex()
  let kept: Restore = { entries: [] }
  return {
    read: () => read(path, onProblem),
    write: (change) =>
      order.runExclusive(async () => {
        kept = { ...kept, ...change }
        await mkdir(dirname(path), { recursive: true })
        await writeFileAtomic(path, JSON.stringify({ version: 1, ...kept }), { mode: 0o600 })
      }),
    remove: () =>
      order.runExclusive(async () => {
        kept = { entries: [] }
        await rm(path, { force: true })
      }),
  }
}

const read = async (path: string, onProblem: (problem: string) => void): Promise<Restore | undefined> => {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return restoreSchema.parse(JSON.parse(text))
  } catch (thrown) {
    await rename(path, `${path}.unreadable`).catch(() => undefined)
    onProblem(`What an experiment left behind in ${path} could not be understood, so nothing was put back (${messageOf(thrown).split('\n')[0] ?? ''}).`)
    return undefined
  }
}
