import type { Observation, ObservationOf } from '../../shared/stream/observation.ts'
import { weightOf } from './weigh.ts'

/** How many observations are kept, and what those after the first may weigh together. */
interface Bounds {
  readonly capacity: number
  readonly weight: number
}

/** The share that is forgotten at once: little, since requests wait meanwhile. */
const forgottenAtOnce = 1 / 100

/** The observations that a log still has, from its beginning on, each with its weight. */
export class KeptObservations {
  readonly #bounds: Bounds
  #kept: Observation[] = []
  #weights: number[] = []
  // What began the log cannot be forgotten, so its own weight is not part of the sum.
  #weight = 0

  constructor(bounds: Bounds, began: ObservationOf<'log.began'>) {
    this.#bounds = bounds
    this.begin(began)
  }

  add(observation: Observation): void {
    const weight = weightOf(observation)
    this.#kept.push(observation)
    this.#weights.push(weight)
    this.#weight += weight
  }

  /** Forgets all that there is for a new beginning. */
  begin(began: ObservationOf<'log.began'>): void {
    this.#kept = [began]
    this.#weights = [weightOf(began)]
    this.#weight = 0
  }

  isFull(): boolean {
    return this.#kept.length > this.#bounds.capacity || this.#weight > this.#bounds.weight
  }

  /** Those that have to go: a hundredth, and more where that is not enough, since old ones may be light and the newest heavy. */
  oldest(): readonly Observation[] {
    const least = Math.max(2, Math.ceil(this.#kept.length * forgottenAtOnce))
    let count = 1
    for (
      let left = this.#weight;
      count < this.#kept.length && (count < least || left > this.#bounds.weight);
      count += 1
    )
      left -= this.#weights[count] ?? 0
    return this.#kept.slice(0, count)
  }

  /** Puts a beginning in the place of the oldest `count`. */
  replaceOldest(count: number, began: ObservationOf<'log.began'>): void {
    for (const weight of this.#weights.slice(1, count)) this.#weight -= weight
    this.#kept.splice(0, count, began)
    this.#weights.splice(0, count, weightOf(began))
  }

  /** At most `count` observations after a sequence that weigh no more than `weight` together; one at least. */
  read(after: number, count: number, weight = Infinity): readonly Observation[] {
    const from = Math.max(0, after + 1 - (this.#kept[0]?.sequence ?? 0))
    if (weight === Infinity) return this.#kept.slice(from, from + count)
    let to = from
    for (let sum = 0; to < Math.min(this.#kept.length, from + count); to += 1) {
      sum += this.#weights[to] ?? 0
      if (sum > weight && to > from) break
    }
    return this.#kept.slice(from, to)
  }
}
