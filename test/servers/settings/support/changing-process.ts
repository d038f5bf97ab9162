import { readFile } from 'node:fs/promises'
import { openSettingsFile } from '../../../../src/servers/settings/settings-file.ts'
import type { SettingChange } from '../../../../src/shared/stream/settings.ts'

// Changes one setting so many times, and says how often what was acknowledged was not in the file right after, or not in force.
const [path = '', key = '', times = ''] = process.argv.slice(2)
const opened = await openSettingsFile({ path })
if (!opened.ok) throw new Error(opened.failure.message)
let lost = 0
for (let turn = 1; turn <= Number(times); turn += 1) {
  const change: SettingChange =
    key === 'PERMANENT_SESSION_LIFETIME'
      ? { key, value: turn }
      : { key: 'SESSION_COOKIE_NAME', value: `turn-${String(turn)}` }
  const changed = await opened.value.change(change)
  if (!changed.ok) throw new Error(changed.failure.message)
  const text = await readFile(path, 'utf8')
  if (
    !text.includes(
      key === 'PERMANENT_SESSION_LIFETIME' ? `${key} = ${String(turn)}\n` : `${key} = 'turn-${String(turn)}'\n`,
    )
  )
    lost += 1
  if (opened.value.current()[change.key] !== change.value) lost += 1
}
console.log(lost)
await opened.value.close()
