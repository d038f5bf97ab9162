import type { SettingTable } from '../../shared/stream/setting.ts'
import { counterSettings } from './counter-settings.ts'
import { formatLiteral } from './python-literal.ts'

/** A new settings file of a table: every key with what it is for and its default, commented out. */
export const templateOf = (
  table: SettingTable,
): string => `# Settings of Sessionscope, in Flask's own names. A change takes effect within a second, without a restart.
# Take away the "# " before a setting to change it.

${Object.entries(table)
  .map(([key, row]) => `# ${row.says}\n# ${key} = ${formatLiteral(row.default)}\n`)
  .join('\n')}`

/** A new `counter.cfg`. */
export const settingsTemplate = templateOf(counterSettings)
