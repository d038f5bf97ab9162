/** How much may be told: what is used up comes back with time. */
export interface Allowance {
  /** Uses some of it; false, and nothing is used, when there is none left. A large amount may overdraw it once. */
  take(amount: number): boolean
  /** Milliseconds until there is some again. */
  readonly wait: () => number
}

interface AllowanceLimits {
  readonly capacity: number
  readonly perSecond: number
}

/** An {@link Allowance} of `capacity` at once and `perSecond` in the long run (a token bucket). */
export const createAllowance = ({ capacity, perSecond }: AllowanceLimits): Allowance => {
  let left = capacity
  let looked = performance.now()
  const look = (): number => {
    const now = performance.now()
    left = Math.min(capacity, left + ((now - looked) / 1_000) * perSecond)
    looked = now
    return left
  }
  return {
    take: (amount) => {
      if (look() <= 0) return false
      left -= amount
      return true
    },
    wait: () => Math.max(0, Math.ceil((-look() / perSecond) * 1_000) + 1),
  }
}
