import { defaultSettings, settingsSchema } from '../../shared/stream/settings.ts'
import { formatLiteral } from './python-literal.ts'
import { settingComments } from './setting-comments.ts'

const keys = settingsSchema.keyof().options

const blocks = Object.entries(settingComments).flatMap(([name, comment]) => {
  const key = keys.find((one) => one === name)
  return key === undefined ? [] : [`# ${comment}\n# ${key} = ${formatLiteral(defaultSettings[key])}\n`]
})

/** A new `counter.cfg`: every key with what it is for and its default, commented out. */
export const settingsTemplate = `# Settings of Sessionscope, in Flask's own names. A change takes effect within a second, without a restart.
# Take away the "# " before a setting to change it.

${blocks.join('\n')}`
