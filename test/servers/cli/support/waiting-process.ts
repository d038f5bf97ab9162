import { waitForSignal } from '../../../../src/servers/cli/wait-for-signal.ts'

// Says what becomes of it, and ends when its input does.
const stopped = waitForSignal(process)
process.stdin.resume()
console.log('waiting')
await stopped
console.log('stopping')
setTimeout(() => { console.log('a second later') }, 1_100).unref()
