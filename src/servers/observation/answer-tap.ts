import type { Express } from 'express'
import type { ServerResponse } from 'node:http'
import type { Body } from '../../shared/stream/changes.ts'
import { keptBytes, textBody, toBody } from './body.ts'
import type { HopEnd } from './step-gate.ts'

type Send = (this: ServerResponse, ...all: never[]) => unknown

/** Asked when the app begins to send: what it sends waits for the promise, if there is one. */
type Hold = () => Promise<HopEnd> | undefined

// A name, not a symbol: V8 makes an object with that many properties slow when one comes by a computed key.
type Tapped = ServerResponse & { tap?: AnswerTap }

/**
 * Lets each answer of an app be tapped. Express's `app.response` is what all of them inherit from: to wrap the methods
 * of every single answer costs more than all else that is observed of it.
 */
export const makeTappable = ({ response }: Pick<Express, 'response'>): void => {
  const { write, end } = response as unknown as Record<'write' | 'end', Send>
  Object.assign(response, {
    write(this: Tapped, ...all: never[]) {
      const { tap } = this
      return tap === undefined ? write.apply(this, all) : tap.pass(write, all, false)
    },
    end(this: Tapped, ...all: never[]) {
      const { tap } = this
      return tap === undefined ? end.apply(this, all) : tap.pass(end, all, this)
    },
  })
}

/** What an answer passes on its way out: the log learns its body, and in step mode it waits before its first byte is sent. */
export class AnswerTap {
  readonly #response: ServerResponse
  readonly #hold: Hold
  #state: 'before' | 'held' | 'open' = 'before'
  readonly #waiting: (() => unknown)[] = []
  readonly #chunks: (string | Buffer)[] = []
  #kept = 0
  #length = 0

  /** Taps an answer of which nothing was sent yet; its app was made tappable. */
  constructor(response: Tapped, hold: Hold) {
    this.#response = response
    this.#hold = hold
    response.tap = this
  }

  /** What was sent as a body, as the log keeps it. */
  body(): Body {
    const [first = '', ...rest] = this.#chunks
    if (rest.length === 0 && typeof first === 'string') return textBody(first, this.#length)
    return toBody(
      Buffer.concat(this.#chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))),
      this.#length,
    )
  }

  /** Sends now or, while the answer is held, later; `meanwhile` is what the app is told then: that enough was written. */
  pass(send: Send, all: never[], meanwhile: unknown): unknown {
    this.#take(all[0], all[1])
    if (this.#state === 'before') this.#begin()
    if (this.#state === 'open') return send.apply(this.#response, all)
    this.#waiting.push(() => send.apply(this.#response, all))
    return meanwhile
  }

  #begin(): void {
    const holding = this.#hold()
    this.#state = holding === undefined ? 'open' : 'held'
    void holding?.then((how) => {
      this.#goOn(how)
    })
  }

  // An answer to somebody who went away is not sent; its connection's end has told the app already.
  #goOn(how: HopEnd): void {
    this.#state = 'open'
    if (how === 'gone') return
    const results = this.#waiting.splice(0).map((send) => send())
    if (!this.#response.writableEnded && results.at(-1) !== false) this.#response.emit('drain')
  }

  #take(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === 'string') this.#keep(isOtherEncoding(encoding) ? Buffer.from(chunk, encoding) : chunk)
    else if (chunk instanceof Uint8Array) this.#keep(Buffer.from(chunk))
  }

  #keep(chunk: string | Buffer): void {
    const bytes = Buffer.byteLength(chunk)
    this.#length += bytes
    if (this.#kept > keptBytes) return
    this.#chunks.push(chunk)
    this.#kept += bytes
  }
}

const isOtherEncoding = (encoding: unknown): encoding is BufferEncoding =>
  typeof encoding === 'string' && !/^utf-?8$/i.test(encoding) && Buffer.isEncoding(encoding)
