import type { ExerciseMethod } from '../../../shared/stream/exercise-source.ts'

/** Where something is wrong; a line only where it is known better than from the method. */
export interface FindingPlace {
  readonly method?: ExerciseMethod | undefined
  readonly line?: number | undefined
}

/** What a behaviour found wrong. It is thrown, as an assertion is: nothing after it is worth trying. */
export class Finding extends Error {
  readonly place: FindingPlace
  /** The method is of no use at all, so nothing else need be tried with it. */
  readonly isHopeless: boolean

  constructor(explanation: string, place: FindingPlace = {}, isHopeless = false) {
    super(explanation)
    this.place = place
    this.isHopeless = isHopeless
  }
}

/** A behaviour that cannot be tried, since something before it is wrong. */
export class NotTried extends Error {}
