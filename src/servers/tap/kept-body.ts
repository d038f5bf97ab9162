import type { Body } from '../../shared/stream/body.ts'
import { keptBytes, toBody } from '../observation/body.ts'

/** The body of a message while it comes: as much of it as the log keeps, and how long it is. */
export class KeptBody {
  readonly #parts: Buffer[] = []
  #kept = 0
  #length = 0

  add(part: Buffer): void {
    this.#length += part.length
    // One byte more than is kept shows where a character would be torn.
    const room = keptBytes + 1 - this.#kept
    if (room <= 0) return
    // A copy of what is cut: the rest of what was read need not stay in memory for it.
    const kept = part.length > room ? Buffer.from(part.subarray(0, room)) : part
    this.#parts.push(kept)
    this.#kept += kept.length
  }

  /** As the log keeps it. */
  body(): Body {
    const [only] = this.#parts
    return toBody(only !== undefined && this.#parts.length === 1 ? only : Buffer.concat(this.#parts), this.#length)
  }
}
