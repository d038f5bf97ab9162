import type { Clock } from '../../shared/base/clock.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import { stepLimit, type HeldHop, type ReleaseCause } from '../../shared/stream/steps.ts'
import type { HoldClock } from '../http/deadline.ts'
import type { ObservationLog } from './observation-log.ts'

/** A request that arrived, or an answer that is about to be sent: which of the two, its phase says. */
export interface GateHop extends Omit<HeldHop, 'until' | 'phase'> {
  /** The exchange in whose course this one was made. */
  readonly parent?: ExchangeId | undefined
}

/** What became of a hop that was held: it goes on, or whoever it belongs to went away. */
export type HopEnd = 'goes-on' | 'gone'

/** What a hop hangs on while it is held: a response of a server, or a socket. */
export interface HeldConnection {
  readonly closed: boolean
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}

/** Step mode: while it is on, each hop waits here until somebody lets it go on, or its time is over. */
export interface StepGate extends HoldClock {
  /** Holds a hop until its connection ends; `undefined` where it need not wait. */
  hold(hop: GateHop, phase: HeldHop['phase'], connection: HeldConnection): Promise<HopEnd> | undefined
  /** Turns step mode on, with the milliseconds after which a hop goes on by itself, or off, which lets all go on. */
  turn(isOn: boolean, limit?: number): void
  /** Lets one hop go on: that of an exchange, or the one held longest. */
  next(exchange?: ExchangeId): void
  /** Lets everything that is under way run to its end; what is asked afterwards is held again. */
  releaseAll(): void
  /** Lets all go on, for good. Its owner calls it before the servers close. */
  close(): void
}

interface GateOptions {
  readonly log: Pick<ObservationLog, 'append'>
  readonly clock: Clock
  /** Hops held at a time; those beyond them pass. */
  readonly capacity?: number
}

type Hold = (hop: GateHop, phase: HeldHop['phase'], connection: HeldConnection) => Promise<HopEnd>
type Release = (cause: ReleaseCause) => void

/** A {@link StepGate} that is off. */
export const createStepGate = ({ log, clock, capacity = 64 }: GateOptions): StepGate => {
  const held = new Map<ExchangeId, Release>()
  const still = createStopwatch()
  let state: 'off' | 'on' | 'closed' = 'off'
  let limit = stepLimit
  let newest = 0
  // Exchanges up to this one, and what is asked in their course, are held no more.
  let freeUpTo = 0

  const isFree = ({ exchange, parent }: GateHop): boolean =>
    exchange <= freeUpTo || (parent !== undefined && parent <= freeUpTo)

  const keep: Hold = ({ exchange, from, to }, phase, connection) =>
    new Promise((resolve) => {
      const release = (cause: ReleaseCause): void => {
        if (!held.delete(exchange)) return
        clearTimeout(timer)
        connection.off('close', onClose)
        if (held.size === 0) still.stop()
        log.append({ kind: 'hop.released', exchange, phase, cause })
        resolve(cause === 'gone' ? 'gone' : 'goes-on')
      }
      const onClose = (): void => {
        release('gone')
      }
      const timer = setTimeout(release, limit, 'time')
      connection.once('close', onClose)
      if (held.size === 0) still.start()
      held.set(exchange, release)
      log.append({ kind: 'hop.held', exchange, phase, from, to, until: clock.now() + limit })
    })

  const releaseEach = (cause: ReleaseCause): void => {
    for (const release of [...held.values()]) release(cause)
  }

  return {
    heldMilliseconds: still.total,
    hold: (hop, phase, connection) => {
      if (state !== 'on') return undefined
      newest = Math.max(newest, hop.exchange)
      return isFree(hop) || held.size >= capacity || connection.closed ? undefined : keep(hop, phase, connection)
    },
    turn: (isOn, wanted = stepLimit) => {
      if (state === 'closed') return
      limit = wanted
      if (isOn !== (state === 'on')) log.append({ kind: 'steps.changed', isOn })
      state = isOn ? 'on' : 'off'
      if (!isOn) releaseEach('all')
    },
    next: (exchange) => {
      const [release] = exchange === undefined ? held.values() : [held.get(exchange)]
      release?.('next')
    },
    releaseAll: () => {
      freeUpTo = newest
      releaseEach('all')
    },
    close: () => {
      state = 'closed'
      releaseEach('all')
    },
  }
}

// Adds up the time between `start` and `stop`, in milliseconds.
const createStopwatch = () => {
  let before = 0
  let since: number | undefined
  const total = (): number => before + (since === undefined ? 0 : performance.now() - since)
  return {
    total,
    start: (): void => {
      since = performance.now()
    },
    stop: (): void => {
      before = total()
      since = undefined
    },
  }
}
