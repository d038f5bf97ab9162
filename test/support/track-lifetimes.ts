import { afterAll, beforeEach } from 'vitest'
import { trackOpening } from '../../src/servers/lifetime.ts'

/** What is open, and where in the tests it was opened. */
interface Open {
  readonly what: string
  readonly birth: string
}

const open = new Set<Open>()

/** Fails a test, or a file of tests, that leaves something open, and names where that was opened. */
const trackLifetimes = (): void => {
  trackOpening((what) => {
    const one = { what, birth: birthOf(new Error()) }
    open.add(one)
    return () => open.delete(one)
  })
  beforeEach(({ task, onTestFinished }) => {
    // What tests that run at once have opened cannot be told apart: the file answers for them.
    if (task.concurrent === true) return
    const before = [...open]
    // The first to be registered runs last, after whatever the test itself has closed by then.
    onTestFinished(() => {
      complainOf(beyond(before, [...open]))
    })
  })
  afterAll(() => {
    trackOpening(undefined)
    complainOf([...open])
  })
}

// What is open now and was not before; a server that was stopped and started again is the one from before.
const beyond = (before: readonly Open[], now: readonly Open[]): readonly Open[] => {
  const known = before.map(({ what }) => what)
  return now.filter(({ what }) => {
    const at = known.indexOf(what)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

const complainOf = (left: readonly Open[]): void => {
  for (const one of left) open.delete(one)
  if (left.length === 0) return
  const all = left.map(({ what, birth }) => `${what}, opened\n${birth}`)
  throw new Error(`${left.length} left open: ${all.join('\n')}`)
}

// Without the lines of this file and of the lifetime itself.
const birthOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .slice(1)
    .filter((line) => !/track-lifetimes\.ts|servers\/lifetime\.ts|node_modules|node:internal/.test(line))
    .join('\n')

trackLifetimes()
