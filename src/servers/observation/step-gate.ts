import type { Clock } from '../../shared/base/clock.ts'
import { failure, type Result } from '../../shared/base/result.ts'
import type { HopChange } from '../../shared/request/hop-change.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import { stepLimit, type HeldHop, type HeldMessage } from '../../shared/stream/steps.ts'
import type { HoldClock } from '../http/deadline.ts'
import { HeldPlace, type HeldConnection, type GateHop, type HopEnd } from './held-place.ts'
import type { ObservationLog } from './observation-log.ts'

/** The message that is held, asked for when it is; without one it cannot be changed. */
export type MessageOf = () => HeldMessage | undefined

/** Step mode: while it is on, each hop waits here until somebody lets it go on, or its time is over. */
export interface StepGate extends HoldClock {
  /** Holds a hop until its connection ends; `undefined` where it need not wait. */
  hold(
    hop: GateHop,
    phase: HeldHop['phase'],
    connection: HeldConnection,
    messageOf?: MessageOf,
  ): Promise<HopEnd> | undefined
  /** Whether what comes next may be held. */
  isOn(): boolean
  /** Turns step mode on, with the milliseconds after which a hop goes on by itself, or off, which lets all go on. */
  turn(isOn: boolean, limit?: number): void
  /** Lets one hop go on: that of an exchange, or the one held longest. */
  next(exchange?: ExchangeId): void
  /** Changes a message that is held, and lets what came of it go on. */
  change(exchange: ExchangeId, phase: HeldHop['phase'], change: HopChange): Result<undefined>
  /** The time of a hop that is held begins anew. */
  keep(exchange: ExchangeId): void
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

/** A {@link StepGate} that is off. */
export const createStepGate = ({ log, clock, capacity = 64 }: GateOptions): StepGate => {
  const still = createStopwatch()
  const places = createPlaces({ log, clock, still })
  let state: 'off' | 'on' | 'closed' = 'off'
  let limit = stepLimit
  let newest = 0
  // Exchanges up to this one, and what is asked in their course, are held no more.
  let freeUpTo = 0

  const isFree = ({ exchange, parent }: GateHop): boolean =>
    exchange <= freeUpTo || (parent !== undefined && parent <= freeUpTo)

  return {
    heldMilliseconds: still.total,
    isOn: () => state === 'on',
    hold: (hop, phase, connection, messageOf) => {
      if (state !== 'on') return undefined
      newest = Math.max(newest, hop.exchange)
      if (isFree(hop) || places.count() >= capacity || connection.closed) return undefined
      return places.put({ hop, phase, connection, message: messageOf?.() }, limit)
    },
    turn: (isOn, wanted = stepLimit) => {
      if (state === 'closed') return
      limit = wanted
      if (isOn !== (state === 'on')) log.append({ kind: 'steps.changed', isOn })
      state = isOn ? 'on' : 'off'
      if (!isOn) places.releaseAll()
    },
    next: (exchange) => {
      places.at(exchange)?.release('next')
    },
    change: (exchange, phase, change) => {
      const place = places.at(exchange)
      if (place?.phase !== phase)
        return failure('not-found', `Of #${exchange} no ${phase} is held any more: it went on.`)
      return place.change(change)
    },
    keep: (exchange) => {
      places.at(exchange)?.keep(limit)
    },
    releaseAll: () => {
      freeUpTo = newest
      places.releaseAll()
    },
    close: () => {
      state = 'closed'
      places.releaseAll()
    },
  }
}

type PutHop = Pick<ConstructorParameters<typeof HeldPlace>[0], 'hop' | 'phase' | 'connection' | 'message'>

// The hops that are held now, longest held first; the time goes on for no other limit while there are any.
const createPlaces = ({ log, clock, still }: Pick<GateOptions, 'log' | 'clock'> & { still: Stopwatch }) => {
  const held = new Map<ExchangeId, HeldPlace>()
  // Those that are held, and those that go on late.
  const open = new Set<HeldPlace>()
  const onOver = (place: HeldPlace): void => {
    open.delete(place)
  }
  return {
    count: (): number => held.size,
    at: (exchange: ExchangeId | undefined): HeldPlace | undefined =>
      exchange === undefined ? held.values().next().value : held.get(exchange),
    put: (put: PutHop, limit: number): Promise<HopEnd> => {
      const onReleased = (): void => {
        held.delete(put.hop.exchange)
        if (held.size === 0) still.stop()
      }
      if (held.size === 0) still.start()
      const place = new HeldPlace({ ...put, log, clock, onReleased, onOver })
      held.set(put.hop.exchange, place)
      open.add(place)
      place.keep(limit)
      return place.end
    },
    releaseAll: (): void => {
      for (const place of [...open]) place.release('all')
    },
  }
}

type Stopwatch = ReturnType<typeof createStopwatch>

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
