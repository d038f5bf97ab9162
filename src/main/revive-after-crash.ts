import type { WebContents } from 'electron'
import { systemClock } from '../shared/base/clock.ts'
import { createRevivals } from './revivals.ts'

/** Loads a page anew whose process died, and tells of it. */
export const reviveAfterCrash = (
  contents: WebContents,
  tell: (crash: { reason: string; isRevived: boolean }) => void,
): void => {
  const mayRevive = createRevivals(systemClock)
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const isRevived = contents.getURL() !== '' && mayRevive()
    tell({ reason, isRevived })
    if (!isRevived) return
    // Not within the event: Chromium is still clearing up.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload()
    })
  })
}
