import { decodeLatin1, decodeUtf8 } from '../../base/base64url.ts'
import type { Json } from '../../base/json.ts'

/** What a serialised value comes to without running anything; `notDecoded` says what is missing. */
export interface Decoded {
  readonly data?: Json
  readonly notDecoded?: string
}

/** The bytes are not what they should be, or more than is read. */
export class Undecodable extends Error {}

/** A value as it is read: what is no JSON is put in words. Containers may share members, or hold themselves. */
export type Term = string | number | boolean | null | Term[] | Map<Term, Term>

const nodesAtMost = 4_096
const charactersAtMost = 262_144
const deepest = 48

/** A place in bytes that somebody else wrote. Reading beyond their end, or more than is sensible, throws {@link Undecodable}. */
export class TermBytes {
  readonly #bytes: Uint8Array
  #at = 0
  #left = nodesAtMost
  /** What is not decoded further, in words. */
  readonly notes = new Set<string>()

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** Counts one value, at a depth. */
  count(depth: number): void {
    this.#left -= 1
    if (this.#left < 0 || depth > deepest) throw new Undecodable('it holds more than is read')
  }

  byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Undecodable('it ends too early')
    this.#at += 1
    return byte
  }

  bytes(length: number): Uint8Array {
    if (length < 0 || this.#at + length > this.#bytes.length) throw new Undecodable('it ends too early')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at)
  }

  /** A text in UTF-8, or else with one character a byte. */
  text(length: number): string {
    const bytes = this.bytes(length)
    return decodeUtf8(bytes) ?? decodeLatin1(bytes)
  }

  /** Up to a byte, which is read too. */
  textUpTo(end: number): string {
    const length = this.#bytes.subarray(this.#at).indexOf(end)
    const text = this.text(length)
    this.byte()
    return text
  }

  unsigned(length: number): number {
    let value = 0
    for (const byte of this.bytes(length)) value = value * 256 + byte
    return value
  }

  /** Least significant byte first. */
  unsignedLittle(length: number): number {
    return this.bytes(length).reduceRight((value, byte) => value * 256 + byte, 0)
  }

  float(littleEndian = false): number {
    const bytes = this.bytes(8)
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, littleEndian)
  }

  /** Something that stands for code or an object: named, never made. */
  opaque(name: string): string {
    this.notes.add(name)
    return `[${name}, not decoded further]`
  }
}

/** Reads bytes by a format's own reader; whatever is wrong with them is said in `notDecoded`. */
export const decodeWith = (bytes: Uint8Array, format: string, read: (from: TermBytes) => Term): Decoded => {
  const from = new TermBytes(bytes)
  try {
    const data = jsonOf(read(from), new Budget())
    return from.notes.size === 0
      ? { data }
      : { data, notDecoded: `${format}: ${[...from.notes].join(', ')} not decoded further` }
  } catch (thrown) {
    if (thrown instanceof Undecodable) return { notDecoded: `${format}, not decoded: ${thrown.message}` }
    throw thrown
  }
}

// Members may be shared: a few bytes could stand for any number of values, or for one without end.
class Budget {
  #nodes = nodesAtMost
  #characters = charactersAtMost

  take(term: Term, depth: number): void {
    this.#nodes -= 1
    if (typeof term === 'string') this.#characters -= term.length
    if (this.#nodes < 0 || this.#characters < 0 || depth > deepest) throw new Undecodable('it holds more than is read')
  }
}

const jsonOf = (term: Term, budget: Budget, depth = 0): Json => {
  budget.take(term, depth)
  if (Array.isArray(term)) return term.map((item) => jsonOf(item, budget, depth + 1))
  if (term instanceof Map) {
    return Object.fromEntries(
      Array.from(term, ([key, value]) => [keyOf(key), jsonOf(value, budget, depth + 1)] as const),
    )
  }
  return typeof term === 'number' && !Number.isFinite(term) ? String(term) : term
}

const keyOf = (key: Term): string => {
  if (typeof key === 'object' && key !== null) throw new Undecodable('a key is no text')
  return String(key)
}

/** The text that a term is; empty where it is none. */
export const termText = (term: Term | undefined): string => (typeof term === 'string' ? term : '')

/** A whole number that may be larger than a double holds exactly: then its digits. */
export const exactly = (value: bigint): number | string =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)

/** Bytes, the least significant first, as a whole number. */
export const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
