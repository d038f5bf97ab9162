import type { Result } from '../../shared/base/result.ts'
import type { Framing } from './framing.ts'

/** Told what a framer finds, in its order. */
export interface FramerListener {
  /** A head, without the empty line that ends it. Says how the body is framed, or why this cannot be read. */
  head(bytes: Buffer): Result<Framing>
  body(bytes: Buffer): void
  /** The message is whole. Says whether to go on with the next one now. */
  end(): boolean
  /** What comes from here on cannot be read, and why. */
  broken(why: string): void
}

type State = 'head' | 'length' | 'chunk line' | 'chunk' | 'chunk end' | 'trailer' | 'rest' | 'broken'

/** Bytes of one head, or of one trailer section, that are waited for. */
const headAtMost = 65_536
const lineAtMost = 16_384
const chunkLine = /^([\da-f]{1,13})[ \t]*(?:;[^\0\r]*)?$/i

const [carriageReturn, lineFeed] = [0x0d, 0x0a]

/**
 * Finds the messages in one direction of a connection (RFC 9112 §6 and §7), however its bytes are cut. What it keeps of
 * them is bounded. It changes nothing: the bytes are on their way already, or whoever feeds it sends them.
 */
export class MessageFramer {
  readonly #listener: FramerListener
  #state: State = 'head'
  /** The part of a head that has come, or of a line. */
  #begun: Buffer = Buffer.alloc(0)
  /** Bytes of the body, or of the chunk, that are still to come. */
  #left = 0
  #trailer = 0
  #isToStop = false

  constructor(listener: FramerListener) {
    this.#listener = listener
  }

  /** Whether a message has begun that is not whole. */
  get isWithin(): boolean {
    return this.#state !== 'broken' && (this.#state !== 'head' || this.#begun.length > 0)
  }

  /** Takes what has come; returns how much of it: less than all where the listener wanted no next message now. */
  feed(chunk: Buffer): number {
    let at = 0
    while (at < chunk.length && this.#state !== 'broken') {
      at = this.#step(chunk, at)
      if (!this.#isToStop) continue
      this.#isToStop = false
      return at
    }
    return chunk.length
  }

  /** The sender is done. What was to last until then is whole. */
  finish(): void {
    if (this.#state === 'rest') this.#end()
  }

  #step(chunk: Buffer, at: number): number {
    switch (this.#state) {
      case 'head':
        return this.#takeHead(chunk, at)
      case 'length':
      case 'chunk':
        return this.#takeCounted(chunk, at)
      case 'rest':
        this.#listener.body(chunk.subarray(at))
        return chunk.length
      case 'broken':
        return chunk.length
      default:
        return this.#takeLine(chunk, at)
    }
  }

  #takeHead(chunk: Buffer, at: number): number {
    let from = at
    // RFC 9112 §2.2: empty lines before a message are none of it.
    if (this.#begun.length === 0) while (chunk[from] === carriageReturn || chunk[from] === lineFeed) from += 1
    if (from === chunk.length) return from
    const before = this.#begun.length
    const all = before === 0 ? chunk.subarray(from) : Buffer.concat([this.#begun, chunk.subarray(from)])
    const found = endOfHead(all)
    if (found === undefined) {
      this.#begun = all
      if (all.length > headAtMost) this.#break(`its head is longer than ${headAtMost} bytes`)
      return chunk.length
    }
    this.#begun = Buffer.alloc(0)
    const framing = this.#listener.head(all.subarray(0, found.end))
    if (framing.ok) this.#begin(framing.value)
    else this.#break(framing.failure.message)
    return from + found.next - before
  }

  #begin(framing: Framing): void {
    if (framing.as === 'chunks') this.#state = 'chunk line'
    else if (framing.as === 'rest') this.#state = 'rest'
    else if (framing.as === 'nothing' || framing.length === 0) this.#end()
    else {
      this.#state = 'length'
      this.#left = framing.length
    }
  }

  #takeCounted(chunk: Buffer, at: number): number {
    const to = Math.min(chunk.length, at + this.#left)
    this.#listener.body(chunk.subarray(at, to))
    this.#left -= to - at
    if (this.#left > 0) return to
    if (this.#state === 'length') this.#end()
    else this.#state = 'chunk end'
    return to
  }

  #takeLine(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(lineFeed, at)
    const to = end === -1 ? chunk.length : end + 1
    const line =
      this.#begun.length === 0 ? chunk.subarray(at, to) : Buffer.concat([this.#begun, chunk.subarray(at, to)])
    this.#begun = end === -1 ? line : Buffer.alloc(0)
    if (line.length > lineAtMost) this.#break('a line within its body is too long')
    else if (end !== -1) this.#read(line)
    return to
  }

  // In between chunks a line feed alone is no end: programs do not agree on it.
  #read(line: Buffer): void {
    if (line.at(-2) !== carriageReturn) return this.#break('a line within its body has no proper end')
    const text = line.toString('latin1', 0, line.length - 2)
    if (this.#state === 'chunk line') this.#readChunkLine(text)
    else if (this.#state === 'chunk end') {
      if (text !== '') return this.#break('a chunk is longer than it says')
      this.#state = 'chunk line'
    } else this.#readTrailer(text)
  }

  #readChunkLine(text: string): void {
    const [, digits] = chunkLine.exec(text) ?? []
    if (digits === undefined) return this.#break('a chunk does not say its length')
    this.#left = Number.parseInt(digits, 16)
    this.#state = this.#left === 0 ? 'trailer' : 'chunk'
    this.#trailer = 0
  }

  #readTrailer(text: string): void {
    if (text === '') return this.#end()
    this.#trailer += text.length
    if (this.#trailer > headAtMost) this.#break('what follows its body is too long')
  }

  #end(): void {
    this.#state = 'head'
    if (!this.#listener.end()) this.#isToStop = true
  }

  #break(why: string): void {
    this.#state = 'broken'
    this.#begun = Buffer.alloc(0)
    this.#listener.broken(why)
  }
}

// The empty line that ends a head, each of its two line ends with or without a carriage return.
const endOfHead = (bytes: Buffer): { readonly end: number; readonly next: number } | undefined => {
  const proper = bytes.indexOf('\n\r\n')
  const bare = (proper === -1 ? bytes : bytes.subarray(0, proper + 1)).indexOf('\n\n')
  if (bare !== -1) return { end: bare, next: bare + 2 }
  return proper === -1 ? undefined : { end: proper, next: proper + 3 }
}
