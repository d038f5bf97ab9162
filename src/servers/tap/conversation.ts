import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { fromRawHeaders } from '../../shared/stream/header-list.ts'
import { emptyBody } from '../../shared/stream/body.ts'
import type { Participant } from '../../shared/stream/participant.ts'
import type { ExchangeRecorder, RecordedExchange } from '../observation/exchange-recorder.ts'
import type { HeldConnection } from '../observation/held-place.ts'
import { answerFraming, asksToUpgrade, requestFraming, type Framing } from './framing.ts'
import { KeptBody } from './kept-body.ts'
import { MessageFramer } from './message-framer.ts'
import { fieldValues, readAnswerHead, readRequestHead, type AnswerHead, type RequestHead } from './read-head.ts'

interface ConversationOptions {
  readonly recorder: ExchangeRecorder
  /** Who sends the requests, where that is known better than from what they say. */
  readonly from?: Participant | undefined
  /** The sender's port. */
  readonly connection: number | undefined
  /** Where the connection goes, as the sender said it: `localhost:8000`. */
  readonly target: string
  /** The requests came to a proxy, and were sent on as the application would have got them directly. */
  readonly isProxied?: boolean
}

/** A request whose answer is not whole, or that is not whole itself. */
interface Open {
  readonly head: RequestHead
  readonly began: number
  readonly body: KeptBody
  exchange?: RecordedExchange
}

/** Requests that wait for their answers on one connection. */
const openAtMost = 256
/** Bytes that come behind a request for another protocol before it is answered. */
const earlyAtMost = 65_536

/** What waits in step mode before bytes may go on. */
type Hold = Promise<unknown> | undefined

/**
 * Reads along on one connection, and has its exchanges recorded. Nothing that it meets harms the connection: what it cannot read
 * is told as that, with how many bytes went through.
 */
export class Conversation {
  readonly #options: ConversationOptions
  readonly #client: HeldConnection
  readonly #open: Open[] = []
  readonly #requests: MessageFramer
  readonly #answers: MessageFramer
  #state: 'reading' | 'asked to upgrade' | 'tunnel' | 'unreadable' | 'closed' = 'reading'
  #problem = ''
  #up = 0
  #down = 0
  #early: Buffer[] = []
  #hasExchanges = false
  /** The newest request, while it is not whole. */
  #coming: Open | undefined
  #answer: { readonly head: AnswerHead; readonly body: KeptBody } | undefined
  #holds: Promise<unknown>[] = []
  #onIdle: (() => void) | undefined

  constructor(client: HeldConnection, options: ConversationOptions) {
    this.#client = client
    this.#options = options
    const broken = (why: string): void => this.#giveUp(why)
    this.#requests = new MessageFramer({
      head: (bytes) => this.#requestBegins(bytes),
      body: (bytes) => this.#coming?.body.add(bytes),
      end: () => this.#requestEnds(),
      broken,
    })
    this.#answers = new MessageFramer({
      head: (bytes) => this.#answerBegins(bytes),
      body: (bytes) => this.#answer?.body.add(bytes),
      end: () => this.#answerEnds(),
      broken,
    })
  }

  /** Whether it speaks another protocol from here on. */
  get isTunnel(): boolean {
    return this.#state === 'tunnel'
  }

  /** Bytes of the client's, before they are sent on. They may be sent when what is returned has come. */
  fromClient(chunk: Buffer): Hold {
    this.#up += chunk.length
    return this.#read(() => {
      if (this.#state === 'asked to upgrade') return this.#wait(chunk)
      if (this.#state !== 'reading') return
      const used = this.#requests.feed(chunk)
      if (used < chunk.length) this.#wait(chunk.subarray(used))
    })
  }

  /** Bytes of the application's, before they are sent on. */
  fromApp(chunk: Buffer): Hold {
    this.#down += chunk.length
    return this.#read(() => {
      if (this.#isReading()) this.#answers.feed(chunk)
    })
  }

  /** The application sends no more. */
  appEnded(): void {
    void this.#read(() => {
      if (this.#isReading()) this.#answers.finish()
    })
  }

  /** The connection is over; what was not whole by now never will be. */
  close(problem = 'The connection ended before the answer was whole.'): void {
    this.appEnded()
    if (this.#state === 'unreadable') this.#tellUnreadable()
    else this.#failAll(problem)
    this.#state = 'closed'
    this.#onIdle?.()
  }

  /** Resolves when every request is answered, and when nothing more will come of this connection. */
  whenIdle(): Promise<void> {
    if (this.#open.length === 0 || !this.#isReading()) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }

  #isReading(): boolean {
    return this.#state === 'reading' || this.#state === 'asked to upgrade'
  }

  // A defect of the reading is one of the reading only.
  #read(work: () => void): Hold {
    try {
      work()
    } catch (thrown) {
      this.#giveUp(messageOf(thrown))
    }
    if (this.#holds.length === 0) return undefined
    return Promise.all(this.#holds.splice(0))
  }

  #requestBegins(bytes: Buffer): Result<Framing> {
    const head = readRequestHead(bytes.toString('latin1'))
    if (!head.ok) return head
    if (this.#open.length >= openAtMost)
      return failure('bad-input', `more than ${openAtMost} requests wait for answers`)
    const framing = requestFraming(head.value)
    if (!framing.ok) return framing
    this.#coming = { head: head.value, began: performance.now(), body: new KeptBody() }
    this.#open.push(this.#coming)
    return framing
  }

  #requestEnds(): boolean {
    const request = this.#coming
    this.#coming = undefined
    if (request === undefined) return true
    // Answered before it was whole: what still came of it changes nothing.
    if (!this.#open.includes(request)) return true
    this.#hold(this.#exchangeOf(request), 'request')
    if (!asksToUpgrade(request.head)) return true
    this.#state = 'asked to upgrade'
    return false
  }

  #wait(chunk: Buffer): void {
    this.#early.push(chunk)
    const waiting = this.#early.reduce((sum, { length }) => sum + length, 0)
    if (waiting > earlyAtMost) this.#giveUp('too much came before an answer to its wish for another protocol')
  }

  #answerBegins(bytes: Buffer): Result<Framing> {
    const head = readAnswerHead(bytes.toString('latin1'))
    if (!head.ok) return head
    const request = this.#open[0]
    if (request === undefined) return failure('bad-input', 'an answer came to which there is no request')
    const { method } = request.head
    const { status } = head.value
    if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300)) this.#state = 'tunnel'
    else if (status < 200) return success({ as: 'nothing' })
    const framing: Result<Framing> =
      this.#state === 'tunnel' ? success({ as: 'nothing' }) : answerFraming(head.value, method)
    if (framing.ok) {
      this.#answer = { head: head.value, body: new KeptBody() }
      this.#hold(this.#exchangeOf(request), 'answer')
    }
    return framing
  }

  #answerEnds(): boolean {
    const answer = this.#answer
    // An interim answer (RFC 9110 §15.2) ends nothing.
    if (answer === undefined) return true
    this.#answer = undefined
    const request = this.#open.shift()
    const { status, reason, rawHeaders, httpVersion } = answer.head
    request?.exchange?.answer({
      status,
      reason,
      headers: fromRawHeaders(rawHeaders),
      body: this.#state === 'tunnel' ? emptyBody : answer.body.body(),
      ...(httpVersion !== '1.1' && { httpVersion }),
    })
    if (this.#open.length === 0) this.#idle()
    if (this.#state === 'tunnel') return false
    if (this.#state === 'asked to upgrade' && this.#open.length === 0) this.#readEarly()
    return true
  }

  // The wish for another protocol was not granted, so what came behind it is the next request.
  #readEarly(): void {
    this.#state = 'reading'
    const early = Buffer.concat(this.#early.splice(0))
    if (early.length === 0) return
    const used = this.#requests.feed(early)
    if (used < early.length) this.#wait(early.subarray(used))
  }

  // Begun when its request is whole, or when it is answered before that.
  #exchangeOf(request: Open): RecordedExchange {
    if (request.exchange !== undefined) return request.exchange
    const { head, began, body } = request
    const { recorder, from, connection, isProxied } = this.#options
    this.#hasExchanges = true
    request.exchange = recorder.begin({
      ...head,
      userAgent: fieldValues(head.rawHeaders, 'user-agent')[0],
      traceparent: undefined,
      body: body.body(),
      connection,
      began,
      ...(from !== undefined && { from }),
      ...(isProxied === true && { isProxied }),
    })
    return request.exchange
  }

  #hold(exchange: RecordedExchange, phase: 'request' | 'answer'): void {
    const held = exchange.hold(phase, this.#client)
    if (held !== undefined) this.#holds.push(held)
  }

  #idle(): void {
    this.#onIdle?.()
    this.#onIdle = undefined
  }

  #giveUp(why: string): void {
    if (!this.#isReading()) return
    this.#state = 'unreadable'
    this.#problem = why
    this.#early = []
    this.#idle()
  }

  #failAll(problem: string): void {
    for (const request of this.#open.splice(0)) this.#exchangeOf(request).fail(problem)
  }

  #tellUnreadable(): void {
    const { recorder, from, connection, target } = this.#options
    const problem =
      `What went through here could not be read as HTTP/1.1: ${this.#problem}. ` +
      `${this.#up} bytes to the application and ${this.#down} bytes back went through unchanged.`
    this.#failAll(problem)
    if (this.#hasExchanges) return
    // What is known of it is what it asked of the tap: a connection.
    const asked = { method: 'CONNECT', target, httpVersion: '', rawHeaders: [], body: emptyBody }
    const known = { userAgent: undefined, traceparent: undefined, connection, began: performance.now() }
    recorder.begin({ ...asked, ...known, ...(from !== undefined && { from }) }).fail(problem)
  }
}
