import type { SessionMode } from '../stream/changes.ts'
import type { Fold } from '../stream/fold.ts'
import type { Observation } from '../stream/observation.ts'

/** A switch of how sessions are kept. */
export interface ModeChange {
  readonly to: SessionMode
  readonly sequence: number
  readonly at: number
}

/** When the way of keeping sessions was switched. */
export interface ModeChangesView {
  /** The last switch before a moment of the stream, if one was observed. */
  readonly lastBefore: (sequence: number) => ModeChange | undefined
}

// The fold's own side of the view, changed in place.
interface Storage extends ModeChangesView {
  readonly changes: ModeChange[]
  mode: SessionMode | undefined
}

const changesKept = 1_000

const start = (mode?: SessionMode): Storage => {
  const changes: ModeChange[] = []
  return { changes, mode, lastBefore: (sequence) => changes.findLast((change) => change.sequence < sequence) }
}

const step = (storage: Storage, observation: Observation): Storage => {
  if (observation.kind === 'log.began') return start(modeIn(observation.baseline.settings))
  if (observation.kind !== 'settings.changed') return storage
  const { sequence, at, settings } = observation
  const to = modeIn(settings)
  const isSwitch = storage.mode !== undefined && to !== storage.mode
  storage.mode = to
  if (!isSwitch) return storage
  storage.changes.push({ to, sequence, at })
  if (storage.changes.length > changesKept) storage.changes.shift()
  return { ...storage }
}

/** Folds the stream into the switches between signed cookies and the store. */
export const modeChangesFold: Fold<ModeChangesView> = { start: () => start(), step }

const modeIn = ({ USE_SESSION_STORE }: { readonly USE_SESSION_STORE: boolean }): SessionMode =>
  USE_SESSION_STORE ? 'server-side' : 'client-side'
