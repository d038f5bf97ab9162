import { jars } from '../stream/baseline/jars.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import type { BrowserId } from '../stream/participant.ts'
import type { Fold } from '../stream/fold.ts'
import { partFold } from './part-fold.ts'

/** The cookies that each browser holds now. */
export type JarsView = Readonly<Record<BrowserId, readonly JarCookie[]>>

/** Folds the stream into the jars. */
export const jarsFold: Fold<JarsView> = partFold(jars)
