import { forkRecord, lessonRecordFold, type LessonRecord } from '../../../shared/course/record.ts'
import type { Observation, ObservationOf } from '../../../shared/stream/observation.ts'

/** The records that lessons are judged by. */
export interface LessonRecords {
  /** Everything. */
  readonly all: () => LessonRecord
  /** Without what the runs of experiments did: naive settings and forged cookies are no evidence for the points, or against them. */
  readonly ofPoints: () => LessonRecord
  readonly take: (observation: Observation) => void
  /** What is taken from now on belongs to the run of an experiment. */
  beginApart(): void
  endApart(): void
}

/** {@link LessonRecords} of nothing yet. */
export const createLessonRecords = (): LessonRecords => {
  let all = lessonRecordFold.start()
  // Until an experiment has run, the two are one.
  let ofPoints = all
  let isApart = false
  let settings: ObservationOf<'settings.changed'> | undefined

  return {
    all: () => all,
    ofPoints: () => ofPoints,
    take: (observation) => {
      const isOne = ofPoints === all && !isApart
      all = lessonRecordFold.step(all, observation)
      if (isOne) ofPoints = all
      else if (!isApart || observation.kind === 'log.began') ofPoints = lessonRecordFold.step(ofPoints, observation)
      else if (observation.kind === 'settings.changed') settings = observation
    },
    beginApart: () => {
      if (ofPoints === all) ofPoints = forkRecord(all)
      isApart = true
    },
    endApart: () => {
      isApart = false
      // Somebody may have edited the settings meanwhile.
      if (settings !== undefined && JSON.stringify(settings.settings) !== JSON.stringify(ofPoints.settings))
        ofPoints = lessonRecordFold.step(ofPoints, settings)
      settings = undefined
    },
  }
}
