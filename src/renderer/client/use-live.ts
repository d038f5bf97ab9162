import { useSyncExternalStore } from 'react'
import type { LiveValue } from './store/live-value.ts'

/** A value that changes by itself, now and whenever it does. */
export const useLive = <T>({ subscribe, current }: LiveValue<T>): T => useSyncExternalStore(subscribe, current)
