import { z } from 'zod'
import { failed, success, type Result } from '../base/result.ts'

/** What an object of JSON says, before anything in it is understood. */
export type Stored = Readonly<Record<string, unknown>>

/** One step from the version before it. `up` must take whatever an older release may have written, damaged entries too. */
export interface Migration {
  readonly to: number
  /** What it brings, in a word: it stands in error messages and in the tests. */
  readonly named: string
  readonly up: (stored: Stored) => Stored
}

/** How something is stored: the version that is written, and the way there from every older one. */
export interface StoredFormat {
  readonly version: number
  /** In order, one for each version after the first. */
  readonly migrations: readonly Migration[]
}

/** Why a stored value was not brought up to date. */
export type NotMigrated =
  /** It is no object with a version. */
  | { readonly kind: 'unknown' }
  /** A later release wrote it: nothing is known of what it says. */
  | { readonly kind: 'newer'; readonly version: number }

const versionSchema = z.object({ version: z.number().int().positive() })

/** A format whose first version is 1; throws where its migrations do not lead from one version to the next. */
export const storedFormat = (migrations: readonly Migration[] = []): StoredFormat => {
  for (const [index, { to, named }] of migrations.entries())
    if (to !== index + 2)
      throw new Error(`The migration ${named} leads to version ${to} and stands in place of ${index + 2}.`)
  return { version: migrations.length + 1, migrations }
}

/** A stored value as the newest version would have written it. */
export const migrate = (value: unknown, { version, migrations }: StoredFormat): Result<Stored, NotMigrated> => {
  const found = versionSchema.loose().safeParse(value)
  if (!found.success) return failed({ kind: 'unknown' })
  if (found.data.version > version) return failed({ kind: 'newer', version: found.data.version })
  let stored: Stored = found.data
  for (const { to, up } of migrations) if (to > found.data.version) stored = { ...up(stored), version: to }
  return success(stored)
}

/** Why it cannot be read, in words that go on after the file's name. */
export const notMigratedText = (why: NotMigrated): string =>
  why.kind === 'newer'
    ? `a newer version of Sessionscope wrote it (format ${why.version})`
    : 'this version of Sessionscope did not write it'
