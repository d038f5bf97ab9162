import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../shared/base/clock.ts'
import { parseJson } from '../../shared/base/parse-json.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { claim, type ClaimHolder } from '../files/claim.ts'
import { inTurn } from '../files/in-turn.ts'
import { folderOf, tidyUnfinished } from '../files/write-whole.ts'
import type { LabFiles } from './lab-files.ts'

/** The one lab that keeps its progress, its exercise and what an experiment has changed in a data folder. */
export interface DataFolderOwner {
  /** Tells those who come later where this lab's panel is. */
  tellPanel(url: string): void
  release(): Promise<void>
}

interface OwnOptions {
  readonly files: LabFiles
  /** May be elsewhere than in the data folder. */
  readonly settingsFile: string
  /** What this program is called in a sentence, such as `sessionscope serve`. */
  readonly program: string
  readonly clock: Clock
}

const holderSchema = z.object({
  program: z.string().max(200),
  since: z.number(),
  panel: z.string().max(2_000).optional(),
})
type Holder = z.infer<typeof holderSchema>

/**
 * Takes a data folder, before anything in it is read or changed, and makes it if there is none. Fails in words that say who
 * has it. The key-value store and the settings in it are shared by right, so their processes need not ask.
 */
export const ownDataFolder = async ({
  files,
  settingsFile,
  program,
  clock,
}: OwnOptions): Promise<Result<DataFolderOwner>> => {
  const { folder } = files
  const about: Holder = { program, since: clock.now() }
  try {
    await mkdir(folder, { recursive: true })
    const claimed = await claim({ folder, name: 'owner', say: () => JSON.stringify(about) })
    if (!claimed.ok)
      return failure(
        'conflict',
        `${folder}: ${inUse(claimed.failure)} Use that one, end it, or choose another data folder.`,
      )
    await tidy(files, settingsFile)
    return success({
      tellPanel: (url) => {
        about.panel = url
      },
      release: () => claimed.value.release(),
    })
  } catch (thrown) {
    return failure('unavailable', `${folder}: the data folder cannot be used (${messageOf(thrown)})`)
  }
}

// What a process that was killed had begun to write; nobody else writes there now. The settings have several writers.
const tidy = async ({ folder, exercise, pictures }: LabFiles, settingsFile: string): Promise<void> => {
  await Promise.all(
    [folder, exercise, pictures].map((one) => tidyUnfinished(one, (name) => name !== basename(settingsFile))),
  )
  const settingsFolder = await folderOf(settingsFile)
  await inTurn(settingsFile, async () =>
    success(await tidyUnfinished(settingsFolder, (name) => name === basename(settingsFile))),
  )
}

const inUse = ({ pid, says }: ClaimHolder): string => {
  const process = pid === undefined ? '' : ` (process ${pid})`
  const holder = holderSchema.safeParse(says === undefined ? undefined : parseJson(says))
  if (!holder.success) return `this data folder is in use by another program${process}, which does not answer.`
  const { program, since, panel } = holder.data
  return `this data folder has been in use by ${program}${process} since ${localTime(since)}${panel === undefined ? '' : `; its panel is ${panel}`}.`
}

// As ISO 8601 writes it, but for the T, in the time of the user's clock.
const localTime = (at: number): string => new Date(at).toLocaleString('sv-SE')
