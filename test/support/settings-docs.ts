import type { SettingTable } from '../../src/shared/stream/setting.ts'
import type { StorageEngine } from '../../src/servers/kv/entries/engines/storage-engine.ts'
import { formatLiteral } from '../../src/servers/settings/python-literal.ts'

/** The table of the documentation that a table of settings comes to. */
export const settingsDocs = (table: SettingTable): string =>
  [
    '| key | values | default | what it does |',
    '|---|---|---|---|',
    ...Object.entries(table).map(
      ([key, row]) => `| \`${key}\` | ${code(row.expects)} | \`${formatLiteral(row.default)}\` | ${code(row.says)} |`,
    ),
    '',
  ].join('\n')

/** The table of the documentation that storage engines come to. */
export const enginesDocs = (engines: readonly StorageEngine[]): string =>
  [
    '| `KV_STORE` | what the engine promises |',
    '|---|---|',
    ...engines.map(({ expects, says }) => `| ${code(expects)} | ${says} |`),
    '',
  ].join('\n')

// What can be typed stands out; an apostrophe inside a word begins nothing.
const code = (text: string): string =>
  text.replace(/\['[^\]]*'\]|(?<!\w)'[^']*'(?!\w)|\b(?:True|False|None|timedelta|[A-Z]+_[A-Z_]+)\b/g, '`$&`')
