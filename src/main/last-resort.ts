import { Worker } from 'node:worker_threads'

// In a thread, since nothing of this one's own would come to its turn if it hung.
const watch = `
const { writeSync } = require('node:fs')
const { workerData: patience } = require('node:worker_threads')
setTimeout(() => {
  try {
    writeSync(2, 'sessionscope: the end took longer than ' + patience / 1000 + ' s and was forced.\\n')
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}, patience)
`

/**
 * Ends this process after a while (milliseconds) whatever it is doing then: a window that is closed must not leave a
 * process behind that nobody sees and that keeps the next one from starting. Returns what calls it off.
 */
export const endAtTheLatest = (patience: number): (() => void) => {
  const worker = new Worker(watch, { eval: true, workerData: patience })
  // Where no thread can be had, the time limits of this one have to do.
  worker.on('error', () => undefined)
  worker.unref()
  return () => void worker.terminate()
}
