import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Mutex } from 'async-mutex'
import { z } from 'zod'
import { migrate, notMigratedText, storedFormat } from '../../../../shared/stored/migrations.ts'
import { putAside } from '../../../files/put-aside.ts'
import { readJsonFile } from '../../../files/read-json-file.ts'
import { writeWhole } from '../../../files/write-whole.ts'
import { entryBeforeSchema, type EntryBefore } from './undoable-entries.ts'
import { settingsUndoSchema, type SettingsUndo } from './undoable-settings.ts'

/** What an experiment changed that outlives the program. */
export interface Restore {
  readonly settings?: SettingsUndo | undefined
  readonly entries: readonly EntryBefore[]
}

/** Keeps what has to be put back, for the case that the program ends before it could do so. */
export interface RestoreFile {
  /** What an earlier run of the program left behind. A file that cannot be read is told of, and kept. */
  read(): Promise<Restore | undefined>
  /** Rejects when it cannot be kept: then nothing may be changed. */
  write(change: Partial<Restore>): Promise<void>
  /** Everything is put back. */
  remove(): Promise<void>
}

const bounds = { length: 64_000_000, values: 200_000, depth: 20 }
/** How it is stored. */
export const restoreFormat = storedFormat()
const fileSchema = z.object({ settings: z.unknown(), entries: z.array(z.unknown()) })

/** A {@link RestoreFile}. It may hold the secret key, as the settings do: nobody else reads it. */
export const createRestoreFile = (path: string, onProblem: (problem: string) => void): RestoreFile => {
  const order = new Mutex()
  let kept: Restore = { entries: [] }
  // Something is at the path that we could not read, and so must not write over.
  let isForeign = false

  const makeRoom = async (): Promise<void> => {
    if (!isForeign) return
    const aside = await putAside(path)
    if (!aside.ok)
      throw new Error(
        `${path} could not be read, and cannot be put aside (${aside.failure.message}): move it away first`,
      )
    isForeign = false
  }
  const tellUnread = async (isKeptThere: boolean, why: string, what = 'nothing'): Promise<void> => {
    const aside = isKeptThere ? undefined : await putAside(path)
    isForeign = aside?.ok !== true
    onProblem(
      `${path} says what an experiment has changed, and could not be read (${why}), so ${what} was put back. ${aside?.ok === true ? `It was put aside as ${aside.value}.` : 'It is left where it is, and read again at the next start.'}`,
    )
  }
  const read = async (): Promise<Restore | undefined> => {
    const json = await readJsonFile(path, bounds)
    if (!json.ok) {
      if (json.failure.kind !== 'missing') await tellUnread(json.failure.kind === 'unreadable', json.failure.message)
      return undefined
    }
    const stored = migrate(json.value, restoreFormat)
    const file = stored.ok ? fileSchema.safeParse(stored.value).data : undefined
    if (file === undefined) {
      await tellUnread(false, notMigratedText(stored.ok ? { kind: 'unknown' } : stored.failure))
      return undefined
    }
    const settings = settingsUndoSchema.optional().safeParse(file.settings)
    const entries = file.entries.map((entry) => entryBeforeSchema.safeParse(entry))
    const understood = entries.flatMap(({ data }) => (data === undefined ? [] : [data]))
    if (!settings.success || understood.length < entries.length)
      await tellUnread(false, 'parts of it are damaged', 'only the rest')
    return { settings: settings.data, entries: understood }
  }

  return {
    read: () => order.runExclusive(read),
    write: (change) =>
      order.runExclusive(async () => {
        await makeRoom()
        kept = { ...kept, ...change }
        await mkdir(dirname(path), { recursive: true })
        await writeWhole(path, JSON.stringify({ version: restoreFormat.version, ...kept }), { mode: 0o600 })
      }),
    remove: () =>
      order.runExclusive(async () => {
        kept = { entries: [] }
        if (!isForeign) await rm(path, { force: true })
      }),
  }
}
