import { expect } from '@playwright/test'
import type { LabLink } from '../../../src/shared/wire/lab-link.ts'
import type { Fact, Observation, ObservationOf } from '../../../src/shared/stream/observation.ts'
import { linkTo } from '../../support/panel-link.ts'

/** What a panel hears and can do, without a window. */
export interface PanelStream {
  readonly lab: LabLink
  readonly seen: readonly Observation[]
  /** The observations of a kind so far. */
  of<K extends Fact['kind']>(kind: K): ObservationOf<K>[]
  /** Waits until an observation of a kind is there that is wanted. */
  until<K extends Fact['kind']>(kind: K, isWanted: (observation: ObservationOf<K>) => boolean): Promise<void>
  readonly close: () => void
}

/** Follows the stream of a running `serve`, at the address that it printed for its panel. */
export const followPanel = (panel: string): PanelStream => {
  const seen: Observation[] = []
  const lab = linkTo(panel)
  const close = lab.observe(0, (batch) => seen.push(...batch))
  const isKind = <K extends Fact['kind']>(observation: Observation, kind: K): observation is ObservationOf<K> =>
    observation.kind === kind
  const of = <K extends Fact['kind']>(kind: K) =>
    seen.filter((observation): observation is ObservationOf<K> => isKind(observation, kind))
  return {
    lab,
    seen,
    of,
    until: (kind, isWanted) => expect.poll(() => of(kind).some(isWanted), { timeout: 15_000 }).toBe(true),
    close,
  }
}
