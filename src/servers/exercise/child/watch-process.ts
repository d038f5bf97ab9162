import { writeSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { lastWords } from '../last-words.ts'
import { megabytesAtMost } from '../program.ts'

/** Milliseconds of the processor's time that the code may take without letting anything else have its turn. */
const busyAtMost = 1_000
const beatEvery = 50
/** Bytes by which memory must grow to count as growing: an endless loop that only makes garbage soon stays below. */
const growth = 16_000_000

// It runs beside the student's code, which may be busy for ever. What V8's own limit leaves out (buffers) counts here too.
// It is the processor's time that counts: on a machine that is busy otherwise, code is not to blame for waiting.
// Code that takes more and more memory is ended for that and not as an endless loop, however long the machine takes to hand it out.
// A parent that was killed leaves its child to another one.
const watch = `
const { writeSync } = require('node:fs')
const { workerData: beats } = require('node:worker_threads')
const parent = process.ppid
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
let beat = -1
let since = used()
let most = process.memoryUsage.rss()
// With all that it has started, where it has a process group to itself.
const kill = () => {
  try { process.kill(-process.pid, 'SIGKILL') } catch { process.kill(process.pid, 'SIGKILL') }
}
const end = (words) => {
  try { writeSync(2, words) } finally { kill() }
}
setInterval(() => {
  const memory = process.memoryUsage.rss()
  if (memory > ${String(megabytesAtMost * 1_000_000)}) end(${JSON.stringify(lastWords.memory)})
  if (process.ppid !== parent) end('')
  const now = Atomics.load(beats, 0)
  const grows = memory > most + ${String(growth)}
  if (grows) most = memory
  if (now !== beat || grows) { beat = now; since = used() }
  else if (used() - since > ${String(busyAtMost)}) end(${JSON.stringify(lastWords.busy)})
}, 40)
`

/** Ends this process when its code takes too much time or memory, or when it is left alone, and lets it say why it ends. */
export const watchProcess = (): void => {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  new Worker(watch, { eval: true, workerData: beats, stdout: true, stderr: true }).unref()
  setInterval(() => Atomics.add(beats, 0, 1), beatEvery).unref()
  process.on('exit', () => {
    say(lastWords.exit)
  })
}

// Whoever reads may be gone, or behind.
const say = (words: string): void => {
  try {
    writeSync(2, words)
  } catch {
    return
  }
}
