import type { Express } from 'express'
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { HeldAnswer } from '../../shared/stream/steps.ts'
import type { Body } from '../../shared/stream/body.ts'
import { keptBytes, textBody, toBody } from './body.ts'
import type { HopEnd, ChangedHop } from './held-place.ts'
import { becomeAnswer, headersGiven, takeHead } from './message-by-hand.ts'

type Send = (this: ServerResponse, ...all: never[]) => unknown

/** Where an answer waits. */
interface Waiting {
  /** Whether it may be held at all: then its head is not written before. */
  mayBeHeld(): boolean
  /** Asked when the app begins to send: what it sends waits for the promise, if there is one. Without an answer it cannot be changed. */
  hold(answerOf: () => HeldAnswer | undefined): Promise<HopEnd> | undefined
  /** The connection is to end at once. */
  cut(): void
}

// A name, not a symbol: V8 makes an object with that many properties slow when one comes by a computed key.
type Tapped = ServerResponse & { tap?: AnswerTap }

/**
 * Lets each answer of an app be tapped. Express's `app.response` is what all of them inherit from: to wrap the methods
 * of every single answer costs more than all else that is observed of it.
 */
export const makeTappable = ({ response }: Pick<Express, 'response'>): void => {
  const { write, end, writeHead } = response as unknown as Record<'write' | 'end' | 'writeHead', Send>
  Object.assign(response, {
    write(this: Tapped, ...all: never[]) {
      const { tap } = this
      return tap === undefined ? write.apply(this, all) : tap.pass(write, all, false)
    },
    end(this: Tapped, ...all: never[]) {
      const { tap } = this
      return tap === undefined ? end.apply(this, all) : tap.pass(end, all, true)
    },
    writeHead(this: Tapped, ...all: never[]) {
      return this.tap?.takesHead(all) === true ? this : writeHead.apply(this, all)
    },
  })
}

/** What an answer passes on its way out: the log learns its body, and in step mode it waits before its first byte is sent. */
export class AnswerTap {
  readonly #response: ServerResponse
  readonly #waits: Waiting
  #state: 'before' | 'held' | 'open' = 'before'
  readonly #waiting: { readonly send: Send; readonly all: never[] }[] = []
  #chunks: (string | Buffer)[] = []
  #kept = 0
  #length = 0

  /** Taps an answer of which nothing was sent yet; its app was made tappable. */
  constructor(response: Tapped, waits: Waiting) {
    this.#response = response
    this.#waits = waits
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

  /** Keeps the head of an answer that may be held, so that it can still be changed; false where it is written as ever. */
  takesHead(head: readonly unknown[]): boolean {
    if (this.#state === 'open' || !this.#waits.mayBeHeld()) return false
    return !this.#response.headersSent && takeHead(this.#response, head)
  }

  /** Sends now or, while the answer is held, later; meanwhile the app is told that enough was written. */
  pass(send: Send, all: never[], isEnd: boolean): unknown {
    this.#take(all[0], all[1])
    if (this.#state === 'before') this.#begin(isEnd)
    if (this.#state === 'open') return send.apply(this.#response, all)
    this.#waiting.push({ send, all })
    return isEnd ? this.#response : false
  }

  #begin(isWhole: boolean): void {
    const holding = this.#waits.hold(() => this.#answer(isWhole))
    this.#state = holding === undefined ? 'open' : 'held'
    void holding?.then((how) => {
      this.#goOn(how)
    })
  }

  // One whose head is written already cannot be another.
  #answer(isWhole: boolean): HeldAnswer | undefined {
    const { headersSent, statusCode, statusMessage, req } = this.#response
    if (headersSent) return undefined
    const headers = headersGiven(this.#response)
    // Node says the reason later, where the app has not.
    const reason = (statusMessage as string | undefined) ?? STATUS_CODES[statusCode] ?? ''
    const head = { kind: 'answer', status: statusCode, reason, headers } as const
    return isWhole && req.method !== 'HEAD' ? { ...head, body: this.body() } : head
  }

  // An answer to somebody who went away is not sent; its connection's end has told the app already.
  #goOn(how: HopEnd): void {
    this.#state = 'open'
    if (how === 'gone') return
    if (how !== 'goes-on') this.#change(how)
    const results = this.#waiting.splice(0).map(({ send, all }) => send.apply(this.#response, all))
    if (!this.#response.writableEnded && results.at(-1) !== false) this.#response.emit('drain')
  }

  // Only the body of a whole answer can be changed, of one that waits to be ended and nothing else.
  #change({ now, body }: ChangedHop): void {
    if (now.kind === 'cut') this.#waits.cut()
    if (now.kind !== 'answer') return
    becomeAnswer(this.#response, now)
    if (body === undefined) return
    const [last] = this.#waiting.splice(0)
    this.#chunks = []
    this.#length = this.#kept = 0
    this.#keep(body)
    const done = last?.all.filter((one: unknown) => typeof one === 'function') ?? []
    if (last !== undefined) this.#waiting.push({ send: last.send, all: [body as never, ...done] })
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
