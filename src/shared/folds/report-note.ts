import type { Fold } from '../stream/fold.ts'
import { noReportNote, type ReportNote } from '../stream/report-note.ts'

/** Folds the stream into what the student says of the report. */
export const reportNoteFold: Fold<ReportNote> = {
  start: () => noReportNote,
  step: (view, observation) => {
    if (observation.kind === 'log.began') return observation.baseline.report
    return observation.kind === 'report.described' ? observation.note : view
  },
}
