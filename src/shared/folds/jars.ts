import type { Fold } from '../stream/fold.ts'
import type { JarCookie } from '../stream/observation.ts'
import type { BrowserId } from '../stream/participant.ts'

/** The cookies that each browser holds now. */
export type JarsView = Readonly<Record<BrowserId, readonly JarCookie[]>>

/** Folds the stream into the jars. */
export const jarsFold: Fold<JarsView> = {
  start: () => ({ 'browser-a': [], 'browser-b': [] }),
  step: (view, observation) => {
    if (observation.kind === 'log.began') return observation.baseline.jars
    if (observation.kind === 'jar.changed') return { ...view, [observation.browser]: observation.cookies }
    return view
  },
}
