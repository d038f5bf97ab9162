/**
 * How much reading one file may take, in steps and in characters or items that come into being: no file, whatever it says, takes
 * more time or memory than this.
 */
export class Budget {
  #steps = 2_000_000
  #made = 4_000_000

  /** Takes steps; false when there are none left. */
  step(count = 1): boolean {
    this.#steps -= count
    return this.#steps >= 0
  }

  /** Takes room for something of this size; false, and takes nothing, when there is not enough left. */
  make(size: number): boolean {
    if (size > this.#made) return false
    this.#made -= size
    return true
  }
}

/** Where an operator stands, and what it may use. */
export interface Operation {
  readonly at: number
  readonly budget: Budget
}

/** Bits that a whole number may have here. */
export const mostBits = 4_096
