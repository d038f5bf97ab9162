import { openEntries } from '../../../../src/servers/kv/entries/open-entries.ts'
import { startKeyValueService } from '../../../../src/servers/kv/key-value-service.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'

// A key-value service in a process of its own: its arguments are the store and its folder; it prints its URL.
const [store = '', folder = ''] = process.argv.slice(2)
const entries = await openEntries({ store, folder, clock: systemClock })
if (!entries.ok) throw new Error(entries.failure.message)
const service = await startKeyValueService({
  entries: entries.value,
  clock: systemClock,
  host: '127.0.0.1',
  port: 0,
  allowedHosts: () => true,
})
if (!service.ok) throw new Error(service.failure.message)
console.log(service.value.url)
