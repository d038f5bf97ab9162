import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDiskEntries } from '../../../../src/servers/kv/entries/disk-entries.ts'
import type { Entries } from '../../../../src/servers/kv/entries/entries.ts'
import { everyKey } from '../../../../src/servers/kv/entries/every-key.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { damages } from './damages.ts'

// Opens and uses copies of a store, each damaged in another way. Its arguments are the store's data.mdb, a folder of its own, a seed,
// and the first and the last of the damages. It prints the number of each before it, and then what came of it.
const [source = '', folder = '', seed = '', first = '', last = ''] = process.argv.slice(2)
const whole = readFileSync(source)

const use = async (entries: Entries): Promise<void> => {
  for await (const key of everyKey(entries, '')) await entries.get(key)
  await entries.set(
    new Map(Array.from({ length: 20 }, (_, i) => [`new-${String(i)}`, { value: JSON.stringify('n'.repeat(700)) }])),
  )
  await entries.set(new Map([['new-large', { value: JSON.stringify('n'.repeat(50_000)) }]]))
  await Promise.all(Array.from({ length: 40 }, (_, i) => entries.delete(`key-${String(i).padStart(4, '0')}`)))
  await entries.removeExpired(100)
}

for (let number = Number(first); number <= Number(last); number += 1) {
  const { name, bytes } = damages(whole, `${seed} ${String(number)}`)
  const path = join(folder, String(number))
  mkdirSync(path)
  writeFileSync(join(path, 'data.mdb'), bytes)
  process.stdout.write(`${String(number)} ${name}: `)
  const opened = openDiskEntries({ folder: path, clock: systemClock })
  if (opened.ok) {
    // What is damaged inside a value, or in a list of free pages, may be told later, but in words too.
    const problem = await use(opened.value).then(
      () => undefined,
      (thrown: unknown) => String(thrown),
    )
    await opened.value.close()
    process.stdout.write(problem === undefined ? 'used\n' : `failed ${problem}\n`)
  } else process.stdout.write(`refused ${opened.failure.message}\n`)
  rmSync(path, { recursive: true })
}
process.exit(0)
