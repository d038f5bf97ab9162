import { writeWhole } from '../../../../src/servers/files/write-whole.ts'

// Writes a file again and again until it is killed.
const [path = ''] = process.argv.slice(2)
for (let turn = 0; ; turn += 1) {
  await writeWhole(path, String(turn % 10).repeat(10_000))
  if (turn === 0) console.log('writing')
}
