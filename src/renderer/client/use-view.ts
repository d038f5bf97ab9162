import { useSyncExternalStore } from 'react'
import type { Fold } from '../../shared/stream/fold.ts'
import { useServices } from './use-services.ts'

/** The view of a fold, now and whenever it changes. Use the view itself as a dependency: its storage is appended to. */
export const useView = <V>(fold: Fold<V>): V => {
  const { store } = useServices()
  return useSyncExternalStore(store.subscribe, () => store.viewOf(fold))
}
