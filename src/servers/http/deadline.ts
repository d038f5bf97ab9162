/** Counts how long the lab has been holding messages on purpose: time that no time limit counts. */
export interface HoldClock {
  /** Milliseconds in all, up to now. */
  heldMilliseconds(): number
}

/** A time limit that runs. Whoever started it ends it. */
export interface Deadline {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal
  readonly end: () => void
}

// Between two looks at a limit that stands still, in milliseconds.
const lookAtLeast = 50

/** Starts a time limit in milliseconds, which stands still while messages are held. */
export const startDeadline = (milliseconds: number, holdClock?: HoldClock): Deadline => {
  const running = new AbortController()
  const before = holdClock?.heldMilliseconds() ?? 0
  const began = performance.now()
  const left = (): number => milliseconds + (holdClock?.heldMilliseconds() ?? 0) - before - (performance.now() - began)
  const look = (): void => {
    const rest = left()
    if (rest <= 0) running.abort()
    else timer = setTimeout(look, Math.max(rest, lookAtLeast))
  }
  let timer = setTimeout(look, milliseconds)
  return {
    signal: running.signal,
    end: () => {
      clearTimeout(timer)
    },
  }
}
