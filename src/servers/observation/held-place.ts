import type { Clock } from '../../shared/base/clock.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { HopChange } from '../../shared/request/hop-change.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type {
  HeldAnswer,
  HandMade,
  HeldHop,
  HeldMessage,
  ReleaseCause,
  HeldRequest,
} from '../../shared/stream/steps.ts'
import { applyChange, type MadeByHand } from './apply-change.ts'
import type { ObservationLog } from './observation-log.ts'

/** A request that arrived, or an answer that is about to be sent: which of the two, its phase says. */
export interface GateHop extends Pick<HeldHop, 'exchange' | 'from' | 'to'> {
  /** The exchange in whose course this one was made. */
  readonly parent?: ExchangeId | undefined
}

/** What a hop hangs on while it is held: a response of a server, or a socket. */
export interface HeldConnection {
  readonly closed: boolean
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}

/** What takes the place of a message that was changed by hand. */
export type ChangedHop = MadeByHand<HeldRequest | HeldAnswer | Extract<HandMade, { kind: 'cut' }>>

/** What became of a hop that was held: it goes on, or goes on changed, or whoever it belongs to went away. */
export type HopEnd = 'goes-on' | 'gone' | ChangedHop

interface PlaceOptions {
  readonly hop: GateHop
  readonly phase: HeldHop['phase']
  /** Without it the hop cannot be changed. */
  readonly message: HeldMessage | undefined
  readonly connection: HeldConnection
  readonly log: Pick<ObservationLog, 'append'>
  readonly clock: Clock
  /** Called when it is held no more, and when it went on: the same moment, but for one that goes on late. */
  readonly onReleased: () => void
  readonly onOver: (place: HeldPlace) => void
}

/** Where one hop is held, and what it is told there. */
export class HeldPlace {
  /** What became of it. */
  readonly end: Promise<HopEnd>
  readonly #options: PlaceOptions
  #state: 'held' | 'late' | 'over' = 'held'
  #resolve: (end: HopEnd) => void = () => undefined
  #timer: NodeJS.Timeout | undefined
  readonly #onClose = (): void => {
    this.release('gone')
  }

  constructor(options: PlaceOptions) {
    this.#options = options
    this.end = new Promise((resolve) => {
      this.#resolve = resolve
    })
    options.connection.once('close', this.#onClose)
  }

  get phase(): HeldHop['phase'] {
    return this.#options.phase
  }

  /** Goes on by itself so many milliseconds from now. */
  keep(limit: number): void {
    if (this.#state !== 'held') return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.release('time')
    }, limit)
    const { hop, phase, message, clock, log } = this.#options
    const { exchange, from, to } = hop
    const held = { kind: 'hop.held', exchange, phase, from, to, until: clock.now() + limit } as const
    if (message === undefined) log.append(held)
    else log.append({ ...held, isChangeable: true, ...(message.kind === 'answer' ? { answer: message } : {}) })
  }

  /** Lets it go on. */
  release(cause: ReleaseCause): void {
    if (this.#state === 'held') this.#tellReleased(cause)
    this.#finish(cause === 'gone' ? 'gone' : 'goes-on')
  }

  /** Lets it go on changed. */
  change(change: HopChange): Result<undefined> {
    const { message, hop, phase, log } = this.#options
    if (message === undefined) return failure('unsupported', 'This message can only go on as it is.')
    const applied = applyChange(message, change)
    if (!applied.ok) return applied
    const { now, body } = applied.value
    log.append({ kind: 'hop.changed', exchange: hop.exchange, phase, was: message, now })
    this.#tellReleased('next')
    if (now.kind === 'late') this.#goOnLate(now.milliseconds)
    else this.#finish(body === undefined ? { now } : { now, body })
    return success(undefined)
  }

  #goOnLate(milliseconds: number): void {
    this.#state = 'late'
    this.#timer = setTimeout(() => {
      this.#finish('goes-on')
    }, milliseconds)
  }

  #tellReleased(cause: ReleaseCause): void {
    clearTimeout(this.#timer)
    const { hop, phase, log, onReleased } = this.#options
    onReleased()
    log.append({ kind: 'hop.released', exchange: hop.exchange, phase, cause })
  }

  #finish(end: HopEnd): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    clearTimeout(this.#timer)
    this.#options.connection.off('close', this.#onClose)
    this.#options.onOver(this)
    this.#resolve(end)
  }
}
