import { StoreUnavailable } from '../../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../../src/servers/kv/entries/memory-entries.ts'
import { createMovableEntries } from '../../../../src/servers/kv/entries/movable-entries.ts'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'

// A disk store in a process whose files may not grow beyond a size (RLIMIT_FSIZE). Its arguments are the folder and what to do when a
// write has failed: close the store, or move to another one first. It ends by itself, if nothing keeps it.
const [folder = '', then = ''] = process.argv.slice(2)
// The system's signal for such a write; without a listener it would end the process.
process.on('SIGXFSZ', () => undefined)

const opened = openDiskEntries({ folder, clock: systemClock })
if (!opened.ok) throw new Error(opened.failure.message)
const entries = createMovableEntries(opened.value)
const set = (key: string, value: string) => entries.set(new Map([[key, { value }]]))

await set('small', '1')
try {
  for (let i = 0; ; i += 1) await set(`large-${String(i)}`, JSON.stringify('x'.repeat(100_000)))
} catch (thrown) {
  console.log(thrown instanceof StoreUnavailable ? 'unavailable' : String(thrown), (await entries.get('small'))?.value)
}
if (then === 'move') {
  await entries.moveTo(createMemoryEntries({ clock: systemClock }))
  await set('small', '2')
  console.log('moved', (await entries.get('small'))?.value)
}
await entries.close()
console.log('closed')
