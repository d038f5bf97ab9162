import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lastWords } from '../../../src/servers/exercise/last-words.ts'
import type { ProgramListener } from '../../../src/servers/exercise/program.ts'
import { StudentProcess } from '../../../src/servers/exercise/student-process.ts'

// A program that does only what the test says, so that the process is as slow as a busy machine makes it.
const startSlowly = ({ mustKnowWhy = true } = {}) => {
  const listeners: ProgramListener[] = []
  const student = new StudentProcess((listener) => {
    listeners.push(listener)
    return {
      send: () => undefined,
      kill: () => {
        listener.onEnd()
      },
    }
  }, '')
  const [program] = listeners
  if (program === undefined) throw new Error('the process started no program')
  program.onMessage({ kind: 'ready' })
  program.onMessage({ kind: 'loaded', problems: [] })
  const impatient = new AbortController()
  const outcome = student.call({
    instance: 'i',
    url: 'u',
    method: 'getKey',
    args: [],
    signal: impatient.signal,
    mustKnowWhy,
  })
  return {
    program,
    outcome,
    giveUp: () => {
      impatient.abort()
    },
  }
}

const silence = async (ticks: number) => vi.advanceTimersByTimeAsync(ticks * 200)

describe("a process with the student's code that is silent when a call's time is over", () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('was waiting, if it answers', async () => {
    const { program, outcome, giveUp } = startSlowly()
    await silence(3)
    giveUp()
    program.onMessage({ kind: 'pong' })
    expect(await outcome).toEqual({ state: 'unfinished' })
  })

  it('is not called an endless loop when it says that it ran out of memory', async () => {
    const { program, outcome, giveUp } = startSlowly()
    await silence(3)
    giveUp()
    program.onOutput(lastWords.memory)
    program.onEnd()
    expect(await outcome).toEqual({ state: 'stopped', reason: 'memory' })
  })

  it('keeps nobody waiting who need not know why', async () => {
    const { outcome, giveUp } = startSlowly({ mustKnowWhy: false })
    await silence(3)
    giveUp()
    expect(await outcome).toEqual({ state: 'unfinished' })
  })

  it('is given up as silent, and not as an endless loop, when it never says anything', async () => {
    const { outcome, giveUp } = startSlowly()
    await silence(3)
    giveUp()
    await silence(150)
    expect(await outcome).toEqual({ state: 'stopped', reason: 'silent' })
  })
})
