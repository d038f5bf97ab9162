import { z } from 'zod'
import { publicUrl } from '../base/public-url.ts'

/** How a value of the file becomes one of the setting, where it is not taken as it is. */
export type SettingForm = 'text-or-default' | 'secret-key' | 'secret-keys' | 'same-site' | 'lifetime'

/** What a setting can be. */
export type SettingValue = null | boolean | number | string | readonly string[]

/** All that there is to say of one setting. */
export interface Setting<T extends SettingValue = SettingValue, Secret extends boolean = boolean> {
  readonly schema: z.ZodType<T>
  /** Holds for a file that leaves the key out. */
  readonly default: T
  /** What it is for: the comment in a new file, and the line in the documentation. */
  readonly says: string
  /** What it can be set to, in the words of a message. */
  readonly expects: string
  readonly form?: SettingForm | undefined
  /** A change of it starts a new epoch of evidence; with a `while`, only as long as that other setting is true. */
  readonly startsEpoch?: true | { readonly while: string } | undefined
  /** Nobody is shown its value. */
  readonly isSecret: Secret
  /** A URL that may hold a password: it is shown without. */
  readonly mayHoldPassword?: true | undefined
  /** Says where entries are kept rather than what becomes of a session: the run of a lesson leaves it as it is. */
  readonly isLeftAlone?: true | undefined
}

type SettingOptions<T extends SettingValue, Secret extends boolean> = Omit<
  Setting<T, Secret>,
  'schema' | 'isSecret'
> & {
  readonly isSecret?: Secret
}

/** One row of a {@link SettingTable}. */
export const setting = <T extends SettingValue, Secret extends boolean = false>(
  schema: z.ZodType<T>,
  { isSecret, ...options }: SettingOptions<NoInfer<T>, Secret>,
  // Without the option, `Secret` is inferred to be false.
): Setting<T, Secret> => ({ ...options, schema, isSecret: (isSecret ?? false) as Secret })

/** Settings by their keys, in the order of a new file. */
export type SettingTable = Readonly<Record<string, Setting>>

/** The values that a table's settings have. */
export type SettingsOf<Table extends SettingTable> = { [Key in keyof Table]: z.infer<Table[Key]['schema']> }

/** The values that everybody may see. */
export type PublicSettingsOf<Table extends SettingTable> = SettingsOf<Omit<Table, SecretKeyOf<Table>>>

type SecretKeyOf<Table extends SettingTable> = {
  [Key in keyof Table]: Table[Key]['isSecret'] extends false ? never : Key
}[keyof Table]

/** One edit of a setting. */
export type SettingChangeOf<Table extends SettingTable> = {
  [Key in keyof Table]: { key: Key; value: z.infer<Table[Key]['schema']> }
}[keyof Table]

// What is made from a table by its keys has the table's keys, which TypeScript does not see of `Object.fromEntries`.

/** The settings of an empty file. */
export const defaultsOf = <Table extends SettingTable>(table: Table): SettingsOf<Table> =>
  Object.fromEntries(Object.entries(table).map(([key, row]) => [key, row.default])) as SettingsOf<Table>

/** What a whole object of settings is; a key that it leaves out has its default. */
export const settingsSchemaOf = <Table extends SettingTable>(table: Table): z.ZodType<SettingsOf<Table>> =>
  z.object(shapeOf(Object.entries(table))) as unknown as z.ZodType<SettingsOf<Table>>

/** The same without what is secret, and with what is shown in its place. */
export const publicSchemaOf = <Table extends SettingTable, Shape extends z.ZodRawShape>(table: Table, shown: Shape) =>
  z.object({ ...shapeOf(publicRows(table)), ...shown }) as unknown as z.ZodType<
    PublicSettingsOf<Table> & z.infer<z.ZodObject<Shape>>
  >

/** Leaves out what is secret, and the user and password of a URL. */
export const publicValuesOf = <Table extends SettingTable>(
  table: Table,
  settings: SettingsOf<NoInfer<Table>>,
): PublicSettingsOf<Table> => {
  const shown = publicRows(table).map(([key, { mayHoldPassword }]) => {
    const value: unknown = settings[key]
    return [key, mayHoldPassword === true && typeof value === 'string' ? publicUrl(value) : value]
  })
  return Object.fromEntries(shown) as PublicSettingsOf<Table>
}

/** An edit of any setting of a table. */
export const changeSchemaOf = <Table extends SettingTable>(table: Table): z.ZodType<SettingChangeOf<Table>> => {
  const edits = Object.entries(table).map(([key, { schema }]) => z.object({ key: z.literal(key), value: schema }))
  const [first, ...others] = edits
  if (first === undefined) throw new Error('a table of settings without a row')
  return z.discriminatedUnion('key', [first, ...others]) as unknown as z.ZodType<SettingChangeOf<Table>>
}

/** The same text for two moments whose evidence may be mixed. */
export const modeKeyOf = (table: SettingTable, settings: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.entries(table).flatMap(([key, { startsEpoch }]) => {
      if (startsEpoch === undefined) return []
      return startsEpoch === true || settings[startsEpoch.while] === true ? [[key, settings[key]]] : []
    }),
  )

/** The keys of the settings that decide what becomes of a session. */
export const sessionKeysOf = <Table extends SettingTable>(table: Table): (keyof PublicSettingsOf<Table>)[] =>
  publicRows(table)
    .filter(([, { isLeftAlone }]) => isLeftAlone !== true)
    .map(([key]) => key as keyof PublicSettingsOf<Table>)

const publicRows = (table: SettingTable) => Object.entries(table).filter(([, { isSecret }]) => !isSecret)

const shapeOf = (rows: readonly (readonly [string, Setting])[]): z.ZodRawShape =>
  Object.fromEntries(rows.map(([key, row]) => [key, row.schema.default(row.default)]))
