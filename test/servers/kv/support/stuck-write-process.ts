import { once } from 'node:events'
import { open } from 'lmdb'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'

// Its arguments are a folder and what to do there when it is told to: hold the writing transaction, or write, close and exit.
const [folder = '', what = ''] = process.argv.slice(2)
const opened = openDiskEntries({ folder, clock: systemClock })
if (!opened.ok) throw new Error(opened.failure.message)
console.log('open')
await once(process.stdin, 'data')
if (what === 'hold') {
  open({ path: folder, noSubdir: false, maxDbs: 2 }).transactionSync(() => {
    process.stdout.write('holding\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
}
void opened.value.set(new Map([['a', { value: '1' }]])).catch(() => undefined)
await opened.value.close()
console.log('closed')
process.exit(0)
