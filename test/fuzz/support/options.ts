import fc from 'fast-check'

const { SESSIONSCOPE_FUZZ_SEED: seedGiven, SESSIONSCOPE_FUZZ_SECONDS: secondsGiven } = process.env

/** What the odd inputs are made from: the same seed makes the same ones again. */
const seed = Number(seedGiven ?? 20_241_125)

/** Seconds that each property is tried for, whole rounds at a time. None: one round, so that a test run is the same each time. */
const seconds = Number(secondsGiven ?? 0)

/** Whether `npm run fuzz` runs, which has the time for everything. */
export const isFuzzing = seconds > 0

/** Milliseconds that the test of one property may take: a round that has begun is brought to its end, and a counterexample is made small. */
export const patience = seconds * 1_000 + 60_000

/** Tries a property: a round of so many runs, and another one, from the next seed, as long as `npm run fuzz` says. */
export const tryOut = async <T>(property: fc.IAsyncProperty<T>, runs: number): Promise<void> => {
  const until = performance.now() + seconds * 1_000
  for (let round = 0; round === 0 || performance.now() < until; round += 1)
    await fc.assert(property, { seed: seed + round, numRuns: runs })
}
