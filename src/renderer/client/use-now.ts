import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useServices } from './use-services.ts'

/** The time in milliseconds since 1970, anew each second. */
export const useNow = (): number => {
  const { clock } = useServices()
  const now = useRef(clock.now())
  const subscribe = useCallback(
    (tick: () => void) => {
      const timer = setInterval(() => {
        now.current = clock.now()
        tick()
      }, 1000)
      return () => {
        clearInterval(timer)
      }
    },
    [clock],
  )
  return useSyncExternalStore(subscribe, () => now.current)
}
