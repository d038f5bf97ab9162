/** Where the time comes from: milliseconds since 1970-01-01T00:00:00Z. Passed in, so that tests decide what time it is. */
export interface Clock {
  now(): number
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() }
