import type { Clock } from '../../shared/base/clock.ts'
import type { AllowedHosts } from '../http/guard-requests.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import type { ObservedEntries } from './observed-entries.ts'

/** What the key-value service is made of. */
export interface KeyValueOptions {
  /** Owned by the caller. */
  readonly entries: ObservedEntries
  /** Where exchanges and changed entries are recorded; without it nothing is. */
  readonly log?: ObservationLog | undefined
  /** Where messages wait in step mode. */
  readonly gate?: StepGate | undefined
  readonly clock: Clock
  readonly allowedHosts: AllowedHosts
}
