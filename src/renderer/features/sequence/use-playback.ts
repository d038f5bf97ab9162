import { useEffect, useMemo, useState } from 'react'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { Message } from '../../../shared/exchange/messages.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { hopTimes, messagesOfClick, moved, type Playback, type Speed } from './playback.ts'

/** A playback and what can be done with it. */
export interface PlaybackControl {
  readonly playback: Playback | undefined
  readonly played: readonly Message[]
  readonly speed: Speed
  readonly setSpeed: (speed: Speed) => void
  readonly play: (exchange: ExchangeId) => void
  readonly toggle: () => void
  readonly move: (hops: number) => void
  readonly stop: () => void
}

const nothing: readonly Message[] = []

/** Plays a click again, from what was observed of it. */
export const usePlayback = (view: ExchangesView): PlaybackControl => {
  const [playback, setPlayback] = useState<Playback>()
  const [speed, setSpeed] = useState<Speed>('normal')
  const root = playback?.root
  const played = useMemo(() => (root === undefined ? nothing : messagesOfClick(root, view)), [root, view])
  const count = played.length
  const isOver = playback !== undefined && count === 0
  const isRunning = playback?.isRunning === true && !isOver
  const place = playback?.place
  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => {
      setPlayback((before) => before && moved(before, 1, count))
    }, hopTimes[speed])
    return () => {
      clearTimeout(timer)
    }
  }, [isRunning, place, speed, count])
  return {
    playback: isOver ? undefined : playback,
    played,
    speed,
    setSpeed,
    play: (exchange) => {
      setPlayback({ root: exchange, place: 0, isRunning: true })
    },
    // At the end it begins again.
    toggle: () => {
      setPlayback(
        (before) =>
          before &&
          (before.isRunning
            ? { ...before, isRunning: false }
            : { ...before, isRunning: true, place: before.place >= count - 1 ? 0 : before.place }),
      )
    },
    move: (hops) => {
      setPlayback((before) => before && moved({ ...before, isRunning: false }, hops, count))
    },
    stop: () => {
      setPlayback(undefined)
    },
  }
}
