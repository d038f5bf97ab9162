import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { Message } from '../../../shared/exchange/messages.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import type { ArrowStage } from './arrow-drawing.tsx'
import { messagesOfClicks } from './shown-clicks.ts'

export const speeds = ['slow', 'normal', 'fast'] as const
export type Speed = (typeof speeds)[number]

/** Milliseconds that a hop takes at each speed. */
export const hopTimes: Readonly<Record<Speed, number>> = { slow: 3_000, normal: 1_500, fast: 750 }

/** One click that is played again, hop by hop; `place` counts its messages from 0. */
export interface Playback {
  readonly root: ExchangeId
  readonly place: number
  readonly isRunning: boolean
}

/** The messages of the click behind an exchange, in the order in which they were sent. */
export const messagesOfClick = (exchange: ExchangeId, view: ExchangesView): Message[] => {
  const record = view.byId.get(exchange)
  return record === undefined ? [] : messagesOfClicks([rootOf(record, view)], view, [])
}

/** The playback so many hops further, within its messages; it ends running at the last. */
export const moved = (playback: Playback, hops: number, count: number): Playback => {
  const place = Math.min(count - 1, Math.max(0, playback.place + hops))
  return { ...playback, place, isRunning: playback.isRunning && place < count - 1 }
}

/** How a message stands at a place of a playback. */
export const stageAt = (played: readonly Message[], place: number, key: string): ArrowStage => {
  const index = played.findIndex((message) => message.key === key)
  if (index < 0) return 'aside'
  if (index === place) return 'moving'
  return index < place ? 'arrived' : 'to-come'
}
