import { useCallback, useMemo, useState } from 'react'
import type { CoveredViews } from './covered-views.ts'

/** Counts the overlays that cover native views. */
export const useCoveredViews = (): CoveredViews => {
  const [overlays, setOverlays] = useState(0)
  const cover = useCallback(() => {
    setOverlays((count) => count + 1)
    return () => {
      setOverlays((count) => count - 1)
    }
  }, [])
  return useMemo(() => ({ areCovered: overlays > 0, cover }), [overlays, cover])
}
