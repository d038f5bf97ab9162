import { open } from 'lmdb'

// Reads in a disk store, and goes on reading the same snapshot until it is killed. Its argument is the folder.
const root = open({ path: process.argv[2] ?? '', noSubdir: false, maxDbs: 2 })
root.useReadTransaction()
console.log('reading')
setInterval(() => undefined, 60_000)
