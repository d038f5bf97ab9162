import { ignoredAtStart, startEvidence } from '../../../../src/servers/cli/ignored-signals.ts'
import { waitForSignal } from '../../../../src/servers/cli/wait-for-signal.ts'

// Says what becomes of it, and ends when its input does.
const evidence = process.argv.includes('--like-the-command') ? startEvidence(process.env) : undefined
const stopped = waitForSignal(process, evidence && ignoredAtStart(evidence))
if (evidence === undefined) process.stdin.resume()
else setInterval(() => undefined, 1_000)
process.on('SIGUSR2', () => {
  console.log('still here')
})
console.log('waiting')
await stopped
console.log('stopping')
setTimeout(() => {
  console.log('a second later')
}, 1_100).unref()
if (evidence !== undefined) process.exit()
